using Microsoft.Win32.SafeHandles;

namespace ActorDownloader.WorkerNode.Storage;

/// <summary>Files under the worker's allowed roots.</summary>
internal sealed class FileDestination(AllowedRoots roots) : IDestination
{
    public IChunkSink Open(string path)
    {
        roots.DemandPath(path);
        // Open, never create: the coordinator made the file, and one that it removed must stay away. Other workers write to it too.
        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            roots.DemandOpened(path, handle);
            return new FileSink(handle);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    // Positioned writes. A mapped file would save a copy, but the kernel answers a full disk or a truncated file by killing the process.
    private sealed class FileSink(SafeFileHandle handle) : IChunkSink
    {
        public void Write(long offset, ReadOnlySpan<byte> bytes) => RandomAccess.Write(handle, bytes, offset);

        public void Dispose() => handle.Dispose();
    }
}
