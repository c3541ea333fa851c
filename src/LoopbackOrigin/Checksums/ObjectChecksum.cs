using System.Globalization;
using ActorDownloader.LoopbackOrigin.Content;

namespace ActorDownloader.LoopbackOrigin.Checksums;

/// <summary>A checksum as S3 reports it in <c>x-amz-checksum-*</c>. The value may be wrong: that is for a test to choose.</summary>
/// <param name="Algorithm">Names the header.</param>
/// <param name="Value">Base64, with <c>-N</c> behind it for a checksum of N checksums.</param>
/// <param name="Type">Goes out in <c>x-amz-checksum-type</c>.</param>
public sealed record ObjectChecksum(ChecksumAlgorithm Algorithm, string Value, ChecksumType Type = ChecksumType.FullObject)
{
    /// <summary>The checksum over all bytes of the content.</summary>
    public static ObjectChecksum OfObject(ChecksumAlgorithm algorithm, ObjectContent content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return new(algorithm, Convert.ToBase64String(ContentDigest.Compute(algorithm, content, 0, content.Length)));
    }

    /// <summary>The checksum over the checksums of the content's parts, each of <paramref name="partLength"/> bytes but the last.</summary>
    public static ObjectChecksum OfParts(ChecksumAlgorithm algorithm, ObjectContent content, long partLength)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(partLength);
        var digests = new MemoryStream();
        var parts = 0;
        for (long start = 0; start < content.Length || parts == 0; start += partLength, parts++)
        {
            digests.Write(ContentDigest.Compute(algorithm, content, start, Math.Min(start + partLength, content.Length)));
        }

        var all = ObjectContent.Of(digests.ToArray());
        var value = Convert.ToBase64String(ContentDigest.Compute(algorithm, all, 0, all.Length));
        return new(algorithm, string.Create(CultureInfo.InvariantCulture, $"{value}-{parts}"), ChecksumType.Composite);
    }

    /// <summary>The checksum of one part, as <c>GET</c> with <c>partNumber</c> reports it.</summary>
    internal ObjectChecksum OfPart(ObjectContent content, long start, long end) =>
        this with { Value = Convert.ToBase64String(ContentDigest.Compute(Algorithm, content, start, end)) };

    /// <summary>The name of the response header.</summary>
    internal string HeaderName => Algorithm switch
    {
        ChecksumAlgorithm.Crc32 => "x-amz-checksum-crc32",
        ChecksumAlgorithm.Crc32C => "x-amz-checksum-crc32c",
        ChecksumAlgorithm.Crc64Nvme => "x-amz-checksum-crc64nvme",
        ChecksumAlgorithm.Sha1 => "x-amz-checksum-sha1",
        ChecksumAlgorithm.Sha256 => "x-amz-checksum-sha256",
        _ => throw new InvalidOperationException($"No header is known for {Algorithm}."),
    };
}
