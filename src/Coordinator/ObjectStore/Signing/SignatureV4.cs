using System.Buffers;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using ActorDownloader.Messages;

namespace ActorDownloader.ObjectStore.Signing;

/// <summary>
/// AWS Signature Version 4, in headers, of a request without a body ("Signature Calculations for the Authorization Header" of the S3 API
/// reference).
/// </summary>
internal static class SignatureV4
{
    /// <summary>The SHA-256 of nothing.</summary>
    public const string EmptyBodyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const int MaxScopeLength = 256;

    /// <summary>Algorithm, timestamp, scope, the hash in hexadecimal and what stands between them.</summary>
    private const int MaxLengthToSign = MaxScopeLength + 128;

    /// <summary>The value of <c>x-amz-date</c>; its first eight characters are the scope's day.</summary>
    public static string Timestamp(DateTimeOffset time) => time.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The value of <c>Authorization</c>.</summary>
    /// <param name="accessKeyId">Whose key it is.</param>
    /// <param name="key">The key for the timestamp's day.</param>
    /// <param name="timestamp">The value of <c>x-amz-date</c>, which is among <paramref name="headers"/>.</param>
    /// <param name="method">The HTTP method.</param>
    /// <param name="host">The value of <c>Host</c>, signed too.</param>
    /// <param name="path">The path exactly as it goes out: S3 encodes once.</param>
    /// <param name="query">The query exactly as it goes out, parameters encoded and sorted.</param>
    /// <param name="headers">
    /// The headers to sign: names in lower case, sorted, all behind "host"; values without outer or doubled spaces.
    /// </param>
    public static string Authorization(
        string accessKeyId,
        SigningKey key,
        string timestamp,
        string method,
        string host,
        string path,
        string query,
        ReadOnlySpan<RequestHeader> headers)
    {
        var names = SignedNames(headers);
        Span<byte> buffer = stackalloc byte[MaxLengthToSign];
        var toSign = new AsciiText(key.Scope.Length <= MaxScopeLength ? buffer : new byte[MaxLengthToSign + key.Scope.Length]);
        toSign.Append(Algorithm, "\n", timestamp);
        toSign.Append("\n", key.Scope, "\n");
        toSign.Append(HashOfCanonicalRequest(method, host, path, query, headers, names));
        return $"{Algorithm} Credential={accessKeyId}/{key.Scope}, SignedHeaders={names}, Signature={key.Sign(toSign.Written)}";
    }

    private static string SignedNames(ReadOnlySpan<RequestHeader> headers)
    {
        var names = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[256]);
        names.AppendLiteral("host");
        foreach (var header in headers)
        {
            names.AppendLiteral(";");
            names.AppendLiteral(header.Name);
        }

        return names.ToStringAndClear();
    }

    private static string HashOfCanonicalRequest(
        string method, string host, string path, string query, ReadOnlySpan<RequestHeader> headers, string names)
    {
        // All of it is ASCII, so characters are bytes. 64: the line breaks and words that are no header's.
        var size = host.Length + path.Length + query.Length + names.Length + EmptyBodyHash.Length + 64;
        foreach (var header in headers)
        {
            size += header.Name.Length + header.Value.Length + 2;
        }

        var buffer = ArrayPool<byte>.Shared.Rent(size);
        var text = new AsciiText(buffer);
        text.Append(method, "\n", path);
        text.Append("\n");
        text.Append(query, "\nhost:", host);
        foreach (var header in headers)
        {
            text.Append("\n", header.Name, ":");
            text.Append(header.Value);
        }

        text.Append("\n\n", names, "\n");
        text.Append(EmptyBodyHash);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text.Written, hash);

        // A session token or a customer's key may be among it.
        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        return Convert.ToHexStringLower(hash);
    }
}
