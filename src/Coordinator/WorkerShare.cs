namespace ActorDownloader;

/// <summary>A worker process's part in a download.</summary>
/// <param name="Host">The machine's name.</param>
/// <param name="ProcessId">The process id on that machine.</param>
/// <param name="Bytes">Bytes of the object that count and that it fetched.</param>
public sealed record WorkerShare(string Host, int ProcessId, long Bytes);
