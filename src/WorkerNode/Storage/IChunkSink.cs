namespace ActorDownloader.WorkerNode.Storage;

/// <summary>Where a chunk's bytes go. Used by one thread at a time.</summary>
internal interface IChunkSink : IDisposable
{
    /// <summary>Hands the bytes to the operating system, all of them, for this place in the file.</summary>
    /// <exception cref="IOException">They could not be written, or only some of them.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    void Write(long offset, ReadOnlySpan<byte> bytes);
}

/// <summary>Opens the files that leases name. Safe for all threads.</summary>
internal interface IDestination
{
    /// <summary>Opens the file, which must exist.</summary>
    /// <exception cref="IOException">There is no such file, or it cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">This worker may not write there.</exception>
    IChunkSink Open(string path);
}
