namespace ActorDownloader;

/// <summary>What a download took over from an earlier run of the same request.</summary>
/// <param name="BytesReused">
/// Bytes that were there already; each was read and compared with its checksum, and the origin confirmed the version. 0 if none were.
/// </param>
/// <param name="Reason">Why what was there was not used, or not all of it; null where there was nothing to say.</param>
public sealed record Resumption(long BytesReused, string? Reason);
