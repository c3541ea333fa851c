using System.Globalization;
using ActorDownloader.Messages;
using ActorDownloader.Transfers;

namespace ActorDownloader.Integrity;

/// <summary>What an object's bytes are compared with before they are published, and what that takes.</summary>
internal abstract record ObjectProof
{
    /// <summary>The most parts that S3 puts an object together from ("Amazon S3 multipart upload limits").</summary>
    private const int MaxParts = 10_000;

    /// <summary>Combined from the chunks' checksums: nothing is read twice.</summary>
    internal sealed record OfChunks(ReportedChecksum Reported) : ObjectProof;

    /// <summary>Computed from the file, once all of it is there.</summary>
    /// <param name="Algorithm">How.</param>
    /// <param name="Expected">What must come out, in the form of <see cref="FileChecksum"/>.</param>
    /// <param name="Parts">How many parts the value is a checksum of checksums of; null where it is over the bytes themselves.</param>
    internal sealed record OfFile(FileChecksumAlgorithm Algorithm, string Expected, int? Parts) : ObjectProof
    {
        /// <summary>Whether the origin has to be asked where one part ends and the next begins. An only part needs no question.</summary>
        public bool NeedsPartLength => Parts > 1;
    }

    /// <summary>There is nothing to compare with.</summary>
    /// <param name="Reason">Why, for a person.</param>
    internal sealed record Missing(string Reason) : ObjectProof;

    /// <summary>
    /// The cheapest proof there is: a checksum that the chunks' combine to, one over the bytes, one over the parts', the ETag.
    /// </summary>
    /// <param name="found">What the origin reported.</param>
    /// <param name="mode">Whether its checksums count.</param>
    /// <param name="etagIsMd5">Whether the ETag is to be taken for the bytes' MD5 where it looks like one.</param>
    public static ObjectProof Of(ObjectFacts found, ChecksumMode mode, bool etagIsMd5)
    {
        var proof = mode is ChecksumMode.Off ? new Missing("Validation is off (checksum-mode).") : OfReported(found);
        return proof is Missing && etagIsMd5 ? OfETag(found.ETag) ?? proof : proof;
    }

    private static ObjectProof OfReported(ObjectFacts found)
    {
        var algorithm = found.ChunkChecksum.Algorithm();
        foreach (var reported in found.Checksums)
        {
            if (reported.Algorithm == algorithm.Name && reported.Type is not "COMPOSITE" && algorithm.TryParseBase64(reported.Value, out _))
            {
                return new OfChunks(reported);
            }
        }

        var candidates = found.Checksums.Select(OfReported).OfType<OfFile>().OrderBy(proof => proof.Parts ?? 0).ToList();
        return candidates.Count > 0 ? candidates[0]
            : found.Checksums.IsEmpty ? new Missing("The origin reported no checksum for this object.")
            : new Missing(
                $"The origin reported {string.Join(", ", found.Checksums.Select(c => $"{c.Algorithm} {c.Value} ({c.Type ?? "no type"})"))}: nothing that can be computed here.");
    }

    private static OfFile? OfReported(ReportedChecksum reported)
    {
        if (FileChecksum.AlgorithmOf(reported.Algorithm) is not { } algorithm)
        {
            return null;
        }

        // Base64 has no hyphen, so the last one, if any, is S3's: "…-3" is a checksum of three parts' checksums.
        var hyphen = reported.Value.LastIndexOf('-');
        var isComposite = hyphen >= 0 || reported.Type is "COMPOSITE";
        var parts = 0;
        var isWellFormed = isComposite
            ? hyphen > 0
                && int.TryParse(reported.Value.AsSpan(hyphen + 1), NumberStyles.None, CultureInfo.InvariantCulture, out parts)
                && parts is > 0 and <= MaxParts
            : true;
        var value = hyphen > 0 ? reported.Value.AsSpan(0, hyphen) : reported.Value;
        return isWellFormed && FileChecksum.IsValue(algorithm, value)
            ? new OfFile(algorithm, reported.Value, isComposite ? parts : null)
            : null;
    }

    /// <summary>
    /// An ETag of 32 hexadecimal digits: what S3 gives an object of one PUT that is stored plain or under a key of S3's own.
    /// </summary>
    private static OfFile? OfETag(string? etag) =>
        etag is ['"', .. { Length: 32 } digits, '"'] && digits.All(char.IsAsciiHexDigitLower)
            ? new OfFile(FileChecksumAlgorithm.Md5, Convert.ToBase64String(Convert.FromHexString(digits)), null)
            : null;
}
