using System.Text;

namespace ActorDownloader.Cli.Terminals;

/// <summary>Hands on, line by line, what is written to it. Safe from any thread.</summary>
internal sealed class LineWriter(Action<string> line) : TextWriter
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _unfinished = new();

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void WriteLine(string? value) => Write($"{value}\n".AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_lock)
        {
            for (int end; (end = buffer.IndexOf('\n')) >= 0; buffer = buffer[(end + 1)..])
            {
                line(_unfinished.Append(buffer[..end]).ToString().TrimEnd('\r'));
                _unfinished.Clear();
            }

            _unfinished.Append(buffer);
        }
    }
}
