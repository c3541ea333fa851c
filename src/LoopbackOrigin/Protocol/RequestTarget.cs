using System.Collections.Immutable;

namespace ActorDownloader.LoopbackOrigin.Protocol;

/// <summary>
/// What a request's first line and <c>Host</c> name: a bucket, a key, and parameters. All decoded; keys as they are, dots and double
/// slashes included.
/// </summary>
/// <param name="Bucket">Empty where none is named.</param>
/// <param name="Key">Empty where none is named.</param>
/// <param name="Path">The decoded path, for signatures: they cover it as it was sent, with the bucket or without.</param>
/// <param name="Parameters">In the order they came.</param>
internal sealed record RequestTarget(string Bucket, string Key, string Path, ImmutableArray<KeyValuePair<string, string>> Parameters)
{
    private const string VirtualHostSuffix = ".localhost";

    /// <summary>Reads path style, and virtual-host style where the host is <c>BUCKET.localhost</c>.</summary>
    public static RequestTarget Parse(string rawTarget, string host)
    {
        var question = rawTarget.IndexOf('?', StringComparison.Ordinal);
        var path = Uri.UnescapeDataString(question < 0 ? rawTarget : rawTarget[..question]);
        var parameters = question < 0 ? [] : ParseQuery(rawTarget[(question + 1)..]);
        var name = host.Split(':', 2)[0];
        if (name.EndsWith(VirtualHostSuffix, StringComparison.OrdinalIgnoreCase))
        {
            return new(name[..^VirtualHostSuffix.Length], path[1..], path, parameters);
        }

        var slash = path.IndexOf('/', 1);
        return slash < 0 ? new(path[1..], "", path, parameters) : new(path[1..slash], path[(slash + 1)..], path, parameters);
    }

    /// <summary>A parameter's value; null where it is not there.</summary>
    public string? Parameter(string name)
    {
        foreach (var (key, value) in Parameters)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }

    private static ImmutableArray<KeyValuePair<string, string>> ParseQuery(string query) =>
        [.. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(ParseParameter)];

    private static KeyValuePair<string, string> ParseParameter(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? KeyValuePair.Create(Uri.UnescapeDataString(text), "")
            : KeyValuePair.Create(Uri.UnescapeDataString(text[..equals]), Uri.UnescapeDataString(text[(equals + 1)..]));
    }
}
