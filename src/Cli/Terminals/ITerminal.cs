namespace ActorDownloader.Cli.Terminals;

/// <summary>Where the program's words go. Safe from any thread.</summary>
internal interface ITerminal
{
    /// <summary>Whether a person watches the standard error, and it can move its cursor.</summary>
    bool IsErrorInteractive { get; }

    /// <summary>A line of result on the standard output. Control characters in it are shown, not sent: keys may hold them.</summary>
    void Write(string line);

    /// <summary>Text that we wrote ourselves, with its line ends, on the standard output.</summary>
    void WriteText(string text);

    /// <summary>One JSON object as a line on the standard output.</summary>
    void WriteJson(ReadOnlySpan<byte> json);

    /// <summary>A line of diagnostics on the standard error; control characters as above.</summary>
    void WriteError(string line);

    /// <summary>
    /// From now on hands what others in this process write to <see cref="Console.Out"/> and <see cref="Console.Error"/> to someone else,
    /// line by line.
    /// </summary>
    void Divert(Action<string> line);
}
