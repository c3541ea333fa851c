using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace ActorDownloader.LoopbackOrigin.Protocol;

/// <summary>
/// Server-side encryption with the customer's key (SSE-C): the headers that a request must bring, and those that the answer repeats.
/// </summary>
internal static class CustomerKeyCheck
{
    public const string Algorithm = "x-amz-server-side-encryption-customer-algorithm";
    public const string Key = "x-amz-server-side-encryption-customer-key";
    public const string KeyMd5 = "x-amz-server-side-encryption-customer-key-MD5";

    /// <summary>Null where the request may read an object with this key, or without one.</summary>
    public static ErrorAnswer? Refusal(ReadOnlyMemory<byte>? objectKey, IHeaderDictionary headers)
    {
        string? sentKey = headers[Key];
        if (objectKey is null)
        {
            return sentKey is null ? null : S3Errors.InvalidRequest("The encryption parameters are not applicable to this object.");
        }

        if (sentKey is null)
        {
            return S3Errors.InvalidRequest(
                "The object was stored using a form of Server Side Encryption. "
                + "The correct parameters must be provided to retrieve the object.");
        }

        var key = new byte[32];
        if (headers[Algorithm] != "AES256" || !Convert.TryFromBase64String(sentKey, key, out var length) || length != key.Length)
        {
            return S3Errors.InvalidArgument("The secret key was invalid for the specified algorithm.");
        }

        if (headers[KeyMd5] != Md5Of(key))
        {
            return S3Errors.InvalidArgument("The calculated MD5 hash of the key did not match the hash that was provided.");
        }

        return objectKey.Value.Span.SequenceEqual(key) ? null : S3Errors.AccessDenied();
    }

    public static string Md5Of(ReadOnlySpan<byte> key) => Convert.ToBase64String(MD5.HashData(key));
}
