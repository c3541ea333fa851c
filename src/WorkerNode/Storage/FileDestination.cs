using Microsoft.Win32.SafeHandles;

namespace ActorDownloader.WorkerNode.Storage;

/// <summary>Files under the worker's allowed roots.</summary>
internal sealed class FileDestination(AllowedRoots roots, SlowDiskGuard guard) : IDestination
{
    public IChunkSink Open(string path)
    {
        roots.DemandPath(path);
        var visit = new LinkedListNode<long>(0);
        guard.Enter(visit);
        SafeFileHandle? handle = null;
        try
        {
            // Open, never create: the coordinator made the file, and one that it removed must stay away. Other workers write to it too.
            handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            roots.DemandOpened(path, handle);
            return new FileSink(handle, guard, visit);
        }
        catch
        {
            handle?.Dispose();
            throw;
        }
        finally
        {
            guard.Leave(visit);
        }
    }

    // Positioned writes. A mapped file would save a copy, but the kernel answers a full disk or a truncated file by killing the process.
    private sealed class FileSink(SafeFileHandle handle, SlowDiskGuard guard, LinkedListNode<long> visit) : IChunkSink
    {
        public void Write(long offset, ReadOnlySpan<byte> bytes)
        {
            guard.Enter(visit);
            try
            {
                RandomAccess.Write(handle, bytes, offset);
            }
            finally
            {
                guard.Leave(visit);
            }
        }

        public void Dispose() => handle.Dispose();
    }
}
