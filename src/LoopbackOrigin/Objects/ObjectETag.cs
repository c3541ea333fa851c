using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActorDownloader.LoopbackOrigin.Checksums;

namespace ActorDownloader.LoopbackOrigin.Objects;

/// <summary>Entity tags as S3 makes them.</summary>
internal static class ObjectETag
{
    /// <summary>In bytes. S3 takes up to 5 GiB in one upload; hashing more than this would make a test wait for seconds.</summary>
    public const long LongestMd5 = 1L << 30;

    public static string For(ObjectDefinition definition, string versionId) =>
        definition.ETag ?? (definition.PartCount is { } parts
            ? string.Create(CultureInfo.InvariantCulture, $"\"{Hex(OfMultipart(definition, versionId))}-{parts}\"")
            : $"\"{Hex(ContentDigest.Md5(definition.Content))}\"");

    // S3's value cannot be recomputed from an object's bytes without the part boundaries, so any value that no other version has will do.
    private static byte[] OfMultipart(ObjectDefinition definition, string versionId)
    {
        var distinct = string.Create(CultureInfo.InvariantCulture, $"{versionId}/{definition.Content.Length}");
        return SHA256.HashData(Encoding.UTF8.GetBytes(distinct))[..16];
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
