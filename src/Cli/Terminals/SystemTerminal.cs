using System.Text;

namespace ActorDownloader.Cli.Terminals;

/// <summary>The process's own standard output and error, in UTF-8.</summary>
internal sealed class SystemTerminal : ITerminal
{
    private readonly Lock _lock = new();
    private readonly Lazy<Stream> _output = new(Console.OpenStandardOutput);
    private readonly Lazy<Stream> _error = new(Console.OpenStandardError);

    public bool IsErrorInteractive => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not ("dumb" or "");

    public void Write(string line) => WriteText(Printable.Of(line) + Environment.NewLine);

    public void WriteText(string text) => Send(_output, Encoding.UTF8.GetBytes(text));

    public void WriteJson(ReadOnlySpan<byte> json) => Send(_output, [.. json, (byte)'\n']);

    public void WriteError(string line) => Send(_error, Encoding.UTF8.GetBytes(Printable.Of(line) + Environment.NewLine));

    public void Divert(Action<string> line)
    {
        var writer = new LineWriter(line);
        Console.SetOut(writer);
        Console.SetError(writer);
    }

    private void Send(Lazy<Stream> stream, ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            stream.Value.Write(bytes);
            stream.Value.Flush();
        }
    }
}
