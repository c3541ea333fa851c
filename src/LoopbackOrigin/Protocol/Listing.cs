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
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.Append("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        Append(xml, "Name", Text(target.Bucket));
        Append(xml, "Prefix", text(target.Parameter("prefix") ?? ""));
        Append(xml, "KeyCount", page.Count);
        Append(xml, "MaxKeys", size);
        Append(xml, "IsTruncated", truncated ? "true" : "false");
        if (truncated)
        {
            Append(xml, "NextContinuationToken", Text(page[^1].Key));
        }

        foreach (var (key, version) in page)
        {
            xml.Append("<Contents>");
            Append(xml, "Key", text(key));
            Append(xml, "LastModified", version.LastModified.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            Append(xml, "ETag", Text(version.ETag));
            Append(xml, "Size", version.Definition!.Content.Length);
            Append(xml, "StorageClass", "STANDARD");
            xml.Append("</Contents>");
        }

        return new(200, [new("Content-Type", "application/xml")], xml.Append("</ListBucketResult>").ToString());
    }

    private static void Append<T>(StringBuilder xml, string name, T value) =>
        xml.Append(CultureInfo.InvariantCulture, $"<{name}>{value}</{name}>");

    private static string? Text(string value) => SecurityElement.Escape(value);
}
