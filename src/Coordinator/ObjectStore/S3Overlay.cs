using System.Globalization;
using System.Text;
using Amazon.Runtime;

namespace ActorDownloader.ObjectStore;

/// <summary>Options as HOCON, so that they are read, checked and complained about like any other configuration.</summary>
internal static class S3Overlay
{
    /// <summary>What is set, laid over <c>actor-downloader.s3</c>. Credentials have no textual form and are not in it.</summary>
    public static string Of(S3Options options)
    {
        var overlay = new StringBuilder("actor-downloader.s3 {\n");
        Set(overlay, "region", options.Region);
        Set(overlay, "endpoint-url", options.EndpointUrl);
        Set(overlay, "profile", options.Profile);
        Set(overlay, "anonymous", IsAnonymous(options) is { } anonymous ? (anonymous ? "on" : "off") : null);
        Set(overlay, "addressing-style", options.PathStyle is { } path ? (path ? "path" : "virtual") : null);
        Set(overlay, "credentials-timeout", Milliseconds(options.CredentialsTimeout));
        Set(overlay, "instance-metadata-timeout", Milliseconds(options.InstanceMetadataTimeout));
        return overlay.Append("}\n").ToString();
    }

    // The SDK's own way to say it: credentials that are none.
    private static bool? IsAnonymous(S3Options options) =>
        options.Credentials is not null && IsNone(options.Credentials) ? true : options.Anonymous;

    private static bool IsNone(AWSCredentials credentials) => credentials is AnonymousAWSCredentials;

    private static string? Milliseconds(TimeSpan? time) =>
        time is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value.TotalMilliseconds:0.####}ms") : null;

    private static void Set(StringBuilder overlay, string key, string? value)
    {
        if (value is not null)
        {
            overlay.Append("  ").Append(key).Append(" = \"").Append(Escaped(value)).Append("\"\n");
        }
    }

    // Quoted text is JSON's: a line break in it would end it.
    private static string Escaped(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal)
        .Replace("\r", "\\r", StringComparison.Ordinal);
}
