using System.Text;

namespace ActorDownloader.Cli.Terminals;

/// <summary>Remembers what was said.</summary>
internal sealed class RecordingTerminal : ITerminal
{
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    public bool IsErrorInteractive { get; init; }

    public string Output => _output.ToString();

    public string Error => _error.ToString();

    /// <summary>Where stray output goes; null until it is diverted.</summary>
    public Action<string>? Diversion { get; private set; }

    public void Write(string line) => _output.Append(line).Append('\n');

    public void WriteText(string text) => _output.Append(text);

    public void WriteJson(ReadOnlySpan<byte> json) => _output.Append(Encoding.UTF8.GetString(json)).Append('\n');

    public void WriteError(string line) => _error.Append(line).Append('\n');

    public void Divert(Action<string> line) => Diversion = line;
}
