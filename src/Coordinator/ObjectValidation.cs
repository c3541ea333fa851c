namespace ActorDownloader;

/// <summary>What is proven about a downloaded object's bytes as a whole, beyond lengths and version.</summary>
/// <param name="Algorithm">
/// The checksum that was compared, in S3's spelling (<c>CRC32C</c>, <c>CRC32</c>, <c>CRC64NVME</c>); null where nothing could be.
/// </param>
/// <param name="Reason">Why nothing could be compared; null where something was.</param>
public sealed record ObjectValidation(string? Algorithm, string? Reason)
{
    /// <summary>Whether the bytes were compared with the origin's checksum and are the same.</summary>
    public bool IsValidated => Algorithm is not null;
}
