using ActorDownloader.Checksums;
using ActorDownloader.Messages;
using ActorDownloader.Transfers;

namespace ActorDownloader.Integrity;

/// <summary>Compares the checksum of what was fetched with what the origin reported of the object.</summary>
internal readonly record struct ObjectVerification(ObjectValidation Validation, TransferFailure? Failure)
{
    /// <summary>Decides whether the object may be published.</summary>
    /// <param name="found">What the origin reported.</param>
    /// <param name="checksum">The checksum over all bytes, computed with <see cref="ObjectFacts.ChunkChecksum"/>.</param>
    /// <param name="mode">How much proof is asked for.</param>
    public static ObjectVerification Verify(ObjectFacts found, ulong checksum, ChecksumMode mode)
    {
        if (mode is ChecksumMode.Off)
        {
            return new(new ObjectValidation(null, "Validation is off (checksum-mode)."), null);
        }

        var algorithm = found.ChunkChecksum.Algorithm();
        var reported = found.Checksums.FirstOrDefault(candidate => Covers(candidate, algorithm));
        if (reported is null)
        {
            var reason = found.Checksums.IsEmpty
                ? "The origin reported no checksum for this object."
                : $"The origin reported {string.Join(", ", found.Checksums.Select(c => $"{c.Algorithm} ({c.Type ?? "no type"})"))}: none that covers the object and can be combined from chunks.";
            return new(
                new ObjectValidation(null, reason),
                mode is ChecksumMode.Required ? new TransferFailure(DownloadErrorKind.NotVerifiable, reason + " Checksum mode 'required' therefore fails; 'auto' accepts it.") : null);
        }

        var computed = algorithm.ToBase64(checksum);
        return computed == reported.Value
            ? new(new ObjectValidation(reported.Algorithm.ToUpperInvariant(), null), null)
            : new(
                new ObjectValidation(null, "The checksums differ."),
                new TransferFailure(DownloadErrorKind.ChecksumMismatch, $"The bytes have the {reported.Algorithm} {computed}; the origin reported {reported.Value}."));
    }

    /// <summary>Whether a reported value is over the object's bytes. S3 calls a checksum of checksums COMPOSITE and puts <c>-N</c> behind it, so it does not parse either.</summary>
    private static bool Covers(ReportedChecksum reported, ChecksumAlgorithm algorithm) =>
        reported.Algorithm == algorithm.Name && reported.Type is not "COMPOSITE" && algorithm.TryParseBase64(reported.Value, out _);
}
