using System.Text;
using ActorDownloader.LoopbackOrigin.Protocol;
using Microsoft.AspNetCore.Http;

namespace ActorDownloader.LoopbackOrigin.Signing;

/// <summary>The text that signature version 4 covers, as AWS's documentation of S3 authentication defines it.</summary>
internal static class CanonicalRequest
{
    public static string Write(string method, RequestTarget target, IHeaderDictionary headers, SignatureClaim claim)
    {
        var text = new StringBuilder(512);
        text.Append(method).Append('\n');
        text.Append(Encode(target.Path, keepSlash: true)).Append('\n');
        text.AppendJoin('&', target.Parameters
            .Where(parameter => parameter.Key != "X-Amz-Signature")
            .Select(parameter => (Name: Encode(parameter.Key), Value: Encode(parameter.Value)))
            .OrderBy(parameter => parameter.Name, StringComparer.Ordinal).ThenBy(parameter => parameter.Value, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Name}={parameter.Value}")).Append('\n');
        foreach (var name in claim.SignedHeaders)
        {
            text.Append(name).Append(':').AppendJoin(',', headers[name].Select(OneSpaced)).Append('\n');
        }

        return text.Append('\n').AppendJoin(';', claim.SignedHeaders).Append('\n').Append(claim.PayloadHash).ToString();
    }

    private static string OneSpaced(string? value) => string.Join(' ', (value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));

    // RFC 3986's unreserved characters stay, all other bytes of the UTF-8 form become %XX in upper case.
    private static string Encode(string text, bool keepSlash = false) =>
        keepSlash ? string.Join('/', text.Split('/').Select(Uri.EscapeDataString)) : Uri.EscapeDataString(text);
}
