using System.Globalization;
using System.Text;

namespace Akka.Actor;

/// <summary>
/// The place of an actor in the tree of an actor system: an address and the names from the root, such as
/// <c>akka://system/user/parent/child</c>. Equality ignores the <see cref="Uid"/> of the incarnation; that of actor references does not.
/// Immutable.
/// </summary>
public abstract partial class ActorPath : IEquatable<ActorPath>, IComparable<ActorPath>
{
    private int _hash;

    private protected ActorPath(Address address, string name)
    {
        Address = address;
        Name = name;
    }

    private protected ActorPath(ActorPath parentPath, string name, long uid)
    {
        Address = parentPath.Address;
        Parent = parentPath;
        Depth = parentPath.Depth + 1;
        Name = name;
        Uid = uid;
    }

    /// <summary>Address of the actor system.</summary>
    public Address Address { get; }

    /// <summary>Last element of the path.</summary>
    public string Name { get; }

    /// <summary>Path of the parent; null at the root.</summary>
    public ActorPath Parent { get; }

    /// <summary>Number of elements; 0 at the root.</summary>
    public int Depth { get; }

    /// <summary>Which of the successive actors at this path; 0 if that is left open.</summary>
    public long Uid { get; }

    /// <summary>The path of the root.</summary>
    public ActorPath Root => ParentOf(0);

    /// <summary>The names from below the root to this path.</summary>
    public IReadOnlyList<string> Elements
    {
        get
        {
            var elements = new string[Depth];
            var path = this;
            for (var i = Depth - 1; i >= 0; i--, path = path.Parent)
                elements[i] = path.Name;
            return elements;
        }
    }

    /// <summary>As <see cref="Elements"/>, the last one with <c>#uid</c> if there is a uid.</summary>
    internal IReadOnlyList<string> ElementsWithUid
    {
        get
        {
            var elements = (string[])Elements;
            if (Uid != ActorCell.UndefinedUid && elements.Length > 0)
                elements[^1] = string.Create(CultureInfo.InvariantCulture, $"{elements[^1]}#{Uid}");
            return elements;
        }
    }

    public static bool operator ==(ActorPath left, ActorPath right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(ActorPath left, ActorPath right) => !(left == right);

    /// <summary>The child of that name; <c>name#uid</c> selects an incarnation.</summary>
    public static ActorPath operator /(ActorPath path, string name)
    {
        var (element, uid) = SplitUid(name);
        return new ChildActorPath(path, element, uid);
    }

    /// <summary>The descendant found by following the names.</summary>
    public static ActorPath operator /(ActorPath path, IEnumerable<string> name)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (var element in name)
        {
            if (!string.IsNullOrEmpty(element))
                path /= element;
        }
        return path;
    }

    /// <summary>The child of that name.</summary>
    public ActorPath Child(string childName) => this / childName;

    /// <summary>The ancestor at that depth, or for a negative argument so many levels up.</summary>
    public ActorPath ParentOf(int depth)
    {
        var path = this;
        if (depth >= 0)
        {
            while (path.Depth > depth)
                path = path.Parent;
        }
        else
        {
            for (; depth < 0 && path.Depth > 0; depth++)
                path = path.Parent;
        }
        return path;
    }

    /// <summary>The same path for another incarnation.</summary>
    public ActorPath WithUid(long uid)
    {
        if (uid == Uid)
            return this;
        return Depth > 0
            ? new ChildActorPath(Parent, Name, uid)
            : throw new NotSupportedException("RootActorPath must have undefined Uid");
    }

    public bool Equals(ActorPath other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || Depth != other.Depth || !Address.Equals(other.Address))
            return false;
        ActorPath left = this, right = other;
        for (; left is not null && !ReferenceEquals(left, right); left = left.Parent, right = right.Parent)
        {
            if (left.Name != right.Name)
                return false;
        }
        return true;
    }

    public override bool Equals(object obj) => Equals(obj as ActorPath);

    public override int GetHashCode()
    {
        if (_hash == 0)
        {
            // A loop, because a path that came over the wire may be deeper than the stack.
            var hash = Address.GetHashCode();
            for (var path = this; path is not null; path = path.Parent)
                hash = unchecked((hash * 31) + path.Name.GetHashCode(StringComparison.Ordinal));
            _hash = hash;
        }
        return _hash;
    }

    public int CompareTo(ActorPath other)
    {
        if (other is null)
            return 1;
        ActorPath left = this, right = other;
        while (left.Depth > 0 && right.Depth > 0)
        {
            if (ReferenceEquals(left, right))
                return 0;
            var order = string.CompareOrdinal(left.Name, right.Name);
            if (order != 0)
                return order;
            left = left.Parent;
            right = right.Parent;
        }
        return left.Depth == right.Depth
            ? string.CompareOrdinal(left.ToString(), right.ToString())
            : left.Depth == 0 ? 1 : -1;
    }

    /// <summary>Address and names, without uid.</summary>
    public override string ToString() => Format(Address, withUid: false);

    /// <summary>The names alone, such as <c>/user/parent/child</c>.</summary>
    public string ToStringWithoutAddress() => Format(null, withUid: false);

    /// <summary>Address and names, without uid.</summary>
    public string ToStringWithAddress() => Format(Address, withUid: false);

    /// <summary>The path with <paramref name="address"/> where its own says nothing to other processes.</summary>
    public string ToStringWithAddress(Address address) => Format(Reachable(address), withUid: false);

    /// <summary>Address, names and <c>#uid</c> if there is a uid.</summary>
    public string ToStringWithUid() => Format(Address, withUid: true);

    /// <summary>The form that crosses the wire: address, names and <c>#uid</c>.</summary>
    public string ToSerializationFormat() => Format(Address, withUid: true);

    /// <summary>
    /// As <see cref="ToSerializationFormat"/>, with <paramref name="address"/> where its own says nothing to other processes.
    /// </summary>
    public string ToSerializationFormatWithAddress(Address address) => Format(Reachable(address), withUid: true);

    private Address Reachable(Address address) => Address.Host is not null && Address.Port.HasValue ? Address : address;

    private string Format(Address address, bool withUid)
    {
        var text = new StringBuilder(address?.ToString());
        if (Depth == 0)
            text.Append('/');
        foreach (var element in Elements)
            text.Append('/').Append(element);
        if (withUid && Uid != ActorCell.UndefinedUid)
            text.Append('#').Append(Uid);
        return text.ToString();
    }
}
