using System.Collections.Immutable;

namespace ActorDownloader;

/// <summary>
/// How far a download is. Bytes of a chunk that has to be fetched again are taken off, so <paramref name="BytesDone"/> may go back.
/// </summary>
/// <param name="BytesDone">Bytes at their place in the temporary file.</param>
/// <param name="BytesTotal">The object's length; null until it is known.</param>
/// <param name="BytesPerSecond">The recent rate; 0 until there is one.</param>
/// <param name="Retries">Requests that had to be made again so far.</param>
/// <param name="Workers">Who fetched how much so far, in the order in which they took part.</param>
public sealed record DownloadProgress(
    long BytesDone, long? BytesTotal, double BytesPerSecond, int Retries, ImmutableArray<WorkerShare> Workers);
