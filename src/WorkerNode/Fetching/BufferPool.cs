namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>
/// Buffers of one size for bodies on their way to the file. Each fetch holds one from its answer's headers to its end, so as many
/// exist as answers were ever read at once: at most one for each slot. Last in, first out: a warm buffer is still in the cache.
/// </summary>
/// <param name="bufferBytes">The size of each.</param>
internal sealed class BufferPool(int bufferBytes)
{
    private readonly Lock _lock = new();
    private readonly Stack<byte[]> _idle = [];

    /// <summary>A buffer with anything in it.</summary>
    public byte[] Rent()
    {
        lock (_lock)
        {
            if (_idle.TryPop(out var buffer))
                return buffer;
        }

        return GC.AllocateUninitializedArray<byte>(bufferBytes, pinned: true);
    }

    /// <summary>Gives a buffer back; nobody may touch it any more.</summary>
    public void Return(byte[] buffer)
    {
        lock (_lock)
            _idle.Push(buffer);
    }
}
