using System.Globalization;

namespace Akka.Actor;

/// <summary>
/// Where an actor system can be reached: <c>protocol://system@host:port</c>, or <c>protocol://system</c> within a process. Immutable.
/// </summary>
public sealed class Address : IEquatable<Address>, IComparable<Address>, IComparable, ICloneable
{
    /// <summary>Stands for every actor system.</summary>
    public static readonly Address AllSystems = new("akka", "all-systems");

    private string _text;

    /// <summary>Host names are case-insensitive and kept in lower case.</summary>
    public Address(string protocol, string system, string host = null, int? port = null)
    {
        Protocol = protocol;
        System = system;
        Host = host?.ToLowerInvariant();
        Port = port;
    }

    /// <summary>Orders by protocol, system, host and port.</summary>
    public static IComparer<Address> Comparer { get; } = Comparer<Address>.Create(Compare);

    /// <summary>For example <c>akka</c> or <c>akka.tcp</c>.</summary>
    public string Protocol { get; }

    /// <summary>Name of the actor system.</summary>
    public string System { get; }

    /// <summary>Null for a local address.</summary>
    public string Host { get; }

    /// <summary>Null for a local address.</summary>
    public int? Port { get; }

    /// <summary>Whether the address has meaning in this process only.</summary>
    public bool HasLocalScope => string.IsNullOrEmpty(Host);

    /// <summary>Whether other processes can use the address.</summary>
    public bool HasGlobalScope => !HasLocalScope;

    public static bool operator ==(Address left, Address right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(Address left, Address right) => !(left == right);

    /// <summary>Parses an address; what follows it (a path) is ignored.</summary>
    /// <exception cref="UriFormatException">The text is not an address.</exception>
    public static Address Parse(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return TryParse(address, out var parsed) ? parsed : throw new UriFormatException($"Can not parse an Address: {address}");
    }

    /// <summary>Parses an address; what follows it (a path) is ignored.</summary>
    public static bool TryParse(string path, out Address address) => TryParse(path.AsSpan(), out address, out _);

    /// <summary>Parses an address; <paramref name="absolutUri"/> is what follows it, "/" at least.</summary>
    public static bool TryParse(string path, out Address address, out string absolutUri)
    {
        var parsed = TryParse(path.AsSpan(), out address, out var rest);
        absolutUri = parsed ? rest.ToString() : null;
        return parsed;
    }

    /// <summary>Parses an address; what follows it (a path) is ignored.</summary>
    public static bool TryParse(ReadOnlySpan<char> span, out Address address) => TryParse(span, out address, out _);

    /// <summary>Parses an address; <paramref name="absolutUri"/> is what follows it, "/" at least.</summary>
    public static bool TryParse(ReadOnlySpan<char> span, out Address address, out ReadOnlySpan<char> absolutUri)
    {
        address = null;
        absolutUri = default;
        var schemeEnd = span.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd is < 4 or > 255 || !span.StartsWith("akka", StringComparison.OrdinalIgnoreCase))
            return false;

        var authority = span[(schemeEnd + 3)..];
        var pathStart = authority.IndexOf('/');
        var rest = pathStart < 0 ? "/" : authority[pathStart..];
        if (pathStart >= 0)
            authority = authority[..pathStart];
        if (authority.IsEmpty)
            return false;

        var protocol = span[..schemeEnd].ToString().ToLowerInvariant();
        var at = authority.IndexOf('@');
        if (at < 0)
        {
            address = new Address(protocol, authority.ToString());
        }
        else
        {
            // An IPv6 host contains colons, in brackets; the port's colon comes after them.
            var endpoint = authority[(at + 1)..];
            var colon = endpoint.LastIndexOf(':');
            if (colon <= endpoint.LastIndexOf(']') || colon <= 0)
                return false;
            if (!int.TryParse(endpoint[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var port))
                return false;
            address = new Address(protocol, authority[..at].ToString(), endpoint[..colon].ToString(), port);
        }
        absolutUri = rest;
        return true;
    }

    public Address WithProtocol(string protocol) => new(protocol, System, Host, Port);

    public Address WithSystem(string system) => new(Protocol, system, Host, Port);

    public Address WithHost(string host = null) => new(Protocol, System, host, Port);

    public Address WithPort(int? port = null) => new(Protocol, System, Host, port);

    /// <summary>The address without its protocol: <c>system@host:port</c>.</summary>
    public string HostPort() => ToString()[(Protocol.Length + 3)..];

    public object Clone() => new Address(Protocol, System, Host, Port);

    public int CompareTo(Address other) => Compare(this, other);

    int IComparable.CompareTo(object obj) => obj is Address other
        ? CompareTo(other)
        : throw new ArgumentException($"Cannot compare an Address with {obj?.GetType().FullName ?? "null"}.", nameof(obj));

    public bool Equals(Address other) =>
        ReferenceEquals(this, other) ||
        (other is not null && Port == other.Port && Host == other.Host && System == other.System && Protocol == other.Protocol);

    public override bool Equals(object obj) => Equals(obj as Address);

    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    public override string ToString() => _text ??=
        HasLocalScope ? $"{Protocol}://{System}" :
        Port is { } port ? string.Create(CultureInfo.InvariantCulture, $"{Protocol}://{System}@{Host}:{port}") :
        $"{Protocol}://{System}@{Host}";

    private static int Compare(Address left, Address right)
    {
        if (ReferenceEquals(left, right))
            return 0;
        if (left is null)
            return -1;
        if (right is null)
            return 1;
        var order = string.CompareOrdinal(left.Protocol, right.Protocol);
        if (order == 0)
            order = string.CompareOrdinal(left.System, right.System);
        if (order == 0)
            order = string.CompareOrdinal(left.Host ?? "", right.Host ?? "");
        return order != 0 ? order : (left.Port ?? 0).CompareTo(right.Port ?? 0);
    }
}
