using System.Security.Cryptography;

namespace ActorDownloader;

/// <summary>
/// The key of an object that was stored with server-side encryption by a customer's key (SSE-C). Immutable; never printed.
/// </summary>
public sealed class SseCustomerKey
{
    private SseCustomerKey(string algorithm, string keyBase64, string keyMd5Base64)
    {
        Algorithm = algorithm;
        KeyBase64 = keyBase64;
        KeyMd5Base64 = keyMd5Base64;
    }

    /// <summary>The cipher, <c>AES256</c>: the only one that S3 knows.</summary>
    public string Algorithm { get; }

    internal string KeyBase64 { get; }

    internal string KeyMd5Base64 { get; }

    /// <summary>A key from its bytes. The MD5 digest that S3 asks for is computed.</summary>
    /// <exception cref="ArgumentException"><paramref name="key"/> is not 32 bytes long.</exception>
    public static SseCustomerKey FromBytes(ReadOnlySpan<byte> key) => key.Length == 32
#pragma warning disable CA5351 // S3 defines the digest as MD5; it guards against transmission errors, nothing else.
        ? new SseCustomerKey("AES256", Convert.ToBase64String(key), Convert.ToBase64String(MD5.HashData(key)))
#pragma warning restore CA5351
        : throw new ArgumentException($"An SSE-C key is 32 bytes (256 bits) long; {key.Length} bytes were given.", nameof(key));

    /// <summary>A key as the S3 API's parameters hold it.</summary>
    /// <param name="algorithm">SSECustomerAlgorithm: <c>AES256</c>.</param>
    /// <param name="keyBase64">SSECustomerKey: 32 bytes in base64.</param>
    /// <param name="keyMd5Base64">SSECustomerKeyMD5: the key's MD5 digest in base64; computed when null.</param>
    /// <exception cref="ArgumentException">
    /// The algorithm is another one, the key is not 32 bytes in base64, or the digest is not the key's.
    /// </exception>
    public static SseCustomerKey FromParameters(string algorithm, string keyBase64, string? keyMd5Base64 = null)
    {
        if (algorithm != "AES256")
        {
            throw new ArgumentException($"SSECustomerAlgorithm is AES256; '{algorithm}' was given.", nameof(algorithm));
        }

        Span<byte> bytes = stackalloc byte[64];
        if (!Convert.TryFromBase64String(keyBase64, bytes, out var length))
        {
            throw new ArgumentException(
                "SSECustomerKey is 32 bytes in base64; what was given is not base64, or longer.", nameof(keyBase64));
        }

        var key = FromBytes(bytes[..length]);
        return keyMd5Base64 is null || keyMd5Base64 == key.KeyMd5Base64
            ? key
            : throw new ArgumentException(
                "SSECustomerKeyMD5 is not the digest of SSECustomerKey; leave it out to have it computed.", nameof(keyMd5Base64));
    }

    /// <summary>The algorithm alone.</summary>
    public override string ToString() => $"SseCustomerKey {{ Algorithm = {Algorithm} }}";
}
