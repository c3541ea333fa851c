using System.Globalization;
using System.Security;
using System.Text;
using ActorDownloader.LoopbackOrigin.Objects;

namespace ActorDownloader.LoopbackOrigin.Protocol;

/// <summary><c>ListObjectsV2</c>, as far as a client that wants all keys under a prefix needs it: pages, no delimiter.</summary>
internal static class Listing
{
    private const int LongestPage = 1000;

    /// <param name="target">Names bucket and parameters; the continuation token is the last key of the page before.</param>
    /// <param name="objects">All of the prefix, in order.</param>
    public static DocumentAnswer For(RequestTarget target, List<KeyValuePair<string, ObjectVersion>> objects)
    {
        var token = target.Parameter("continuation-token");
        var first = token is null ? 0 : objects.FindIndex(entry => entry.Key == token) + 1;
        var size = Math.Min(LongestPage, ObjectRequest.Number(target.Parameter("max-keys") ?? "") ?? LongestPage);
        var page = objects.GetRange(first, Math.Min(size, objects.Count - first));
        Func<string, string?> text = target.Parameter("encoding-type") == "url" ? key => Text(Uri.EscapeDataString(key)) : Text;
        var truncated = first + page.Count < objects.Count;
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        xml.Append(CultureInfo.InvariantCulture, $"<Name>{Text(target.Bucket)}</Name><Prefix>{text(target.Parameter("prefix") ?? "")}</Prefix>");
        xml.Append(CultureInfo.InvariantCulture, $"<KeyCount>{page.Count}</KeyCount><MaxKeys>{size}</MaxKeys><IsTruncated>{(truncated ? "true" : "false")}</IsTruncated>");
        if (truncated)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<NextContinuationToken>{Text(page[^1].Key)}</NextContinuationToken>");
        }

        foreach (var (key, version) in page)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<Contents><Key>{text(key)}</Key><LastModified>{version.LastModified:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}</LastModified>");
            xml.Append(CultureInfo.InvariantCulture, $"<ETag>{Text(version.ETag)}</ETag><Size>{version.Definition!.Content.Length}</Size><StorageClass>STANDARD</StorageClass></Contents>");
        }

        return new(200, [new("Content-Type", "application/xml")], xml.Append("</ListBucketResult>").ToString());
    }

    private static string? Text(string value) => SecurityElement.Escape(value);
}
