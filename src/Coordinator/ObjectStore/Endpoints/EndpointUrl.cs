using System.Diagnostics.CodeAnalysis;

namespace ActorDownloader.ObjectStore.Endpoints;

/// <summary>An S3 server's address.</summary>
internal static class EndpointUrl
{
    /// <summary>Of a valid value, for messages.</summary>
    public const string Expected = "an http or https address without credentials, query and fragment, such as https://s3.example.com";

    /// <summary>Whether this can be a server's address: absolute, http or https, without credentials, query or fragment.</summary>
    public static bool TryParse(string url, [NotNullWhen(true)] out Uri? endpoint) =>
        Uri.TryCreate(url, UriKind.Absolute, out endpoint)
        && (endpoint.Scheme == Uri.UriSchemeHttp || endpoint.Scheme == Uri.UriSchemeHttps)
        && endpoint.Host.Length > 0
        && endpoint is { UserInfo: "", Query: "", Fragment: "" };

    /// <summary>
    /// The value of <c>Host</c> for it, as <see cref="HttpClient"/> sends it: the port only where it is not the scheme's.
    /// </summary>
    public static string HostHeader(Uri endpoint)
    {
        var host = endpoint.HostNameType == UriHostNameType.IPv6 ? endpoint.Host : endpoint.IdnHost;
        return endpoint.IsDefaultPort ? host : $"{host}:{endpoint.Port}";
    }
}
