using System.Text;

namespace ActorDownloader.WorkerNode.Hosting;

/// <summary>
/// The pipe from the coordinator that started this process: one line, then silence, and an end when the coordinator is gone.
/// </summary>
internal sealed class BootstrapPipe
{
    // The overlay in it is a user's configuration, which has an end.
    private const int MaxLineBytes = 4 * 1024 * 1024;
    private readonly TaskCompletionSource<string?> _line = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stream _stream;

    private BootstrapPipe(Stream stream) => _stream = stream;

    /// <summary>The line; null if the pipe ended before it.</summary>
    public Task<string?> Line => _line.Task;

    /// <summary>Ends with the pipe; never fails.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Reads a pipe from now on. On a thread of its own, because it waits for as long as the process lives.</summary>
    public static BootstrapPipe Of(Stream stream)
    {
        var pipe = new BootstrapPipe(stream);
        new Thread(pipe.Read, maxStackSize: 256 * 1024) { IsBackground = true, Name = "bootstrap pipe" }.Start();
        return pipe;
    }

    private void Read()
    {
        try
        {
            _line.TrySetResult(ReadLine());
            var rest = new byte[256];
            while (_stream.Read(rest) > 0)
            {
            }
        }
        catch (IOException)
        {
            // A pipe that cannot be read has ended.
        }

        _line.TrySetResult(null);
        _ended.TrySetResult();
    }

    private string? ReadLine()
    {
        using var line = new MemoryStream();
        var buffer = new byte[4096];
        while (line.Length < MaxLineBytes && _stream.Read(buffer) is var read and > 0)
        {
            if (buffer.AsSpan(0, read).IndexOf((byte)'\n') is var end and >= 0)
            {
                line.Write(buffer, 0, end);
                return Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length);
            }

            line.Write(buffer, 0, read);
        }

        return null;
    }
}
