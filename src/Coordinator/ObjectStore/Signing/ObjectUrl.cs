using System.Globalization;

namespace ActorDownloader.ObjectStore.Signing;

/// <summary>
/// Encodes names for the URL, once, as RFC 3986 has it: what is signed is what is sent. Nothing is normalised: <c>//</c>, <c>./</c> and
/// <c>../</c> are ordinary parts of a key, so whoever sends the URL must keep <see cref="Uri"/> from resolving them
/// (<see cref="UriCreationOptions.DangerousDisablePathAndQueryCanonicalization"/>).
/// </summary>
internal static class ObjectUrl
{
    /// <summary>Everything but letters, digits, <c>-._~</c> and the slash becomes <c>%XX</c> of its UTF-8.</summary>
    public static string EncodeKey(string key)
    {
        foreach (var c in key)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('/' or '-' or '.' or '_' or '~'))
            {
                // A slash of the key is now %2F; a %2F of the key is %252F, which does not contain it.
                return Uri.EscapeDataString(key).Replace("%2F", "/", StringComparison.Ordinal);
            }
        }

        return key;
    }

    /// <summary>The query, without the question mark, its parameters sorted by name: empty, or the part, or the version, or both.</summary>
    public static string Query(string? versionId, int? partNumber = null)
    {
        var version = versionId is null ? "" : "versionId=" + Uri.EscapeDataString(versionId);
        return partNumber is { } part
            ? string.Create(CultureInfo.InvariantCulture, $"partNumber={part}{(versionId is null ? "" : "&")}{version}")
            : version;
    }
}
