using ActorDownloader.Cli.Terminals;
using Akka.Configuration;

namespace ActorDownloader.Cli.Downloading;

/// <summary>
/// What the engine logs. Akka reports an error, with a stack trace, for every peer that vanishes, and worker processes do when they are
/// killed and at the end of every download; who downloads should not see that. So the log is kept back, and shown where it has the reason
/// of a failure. Who sets <c>akka.loglevel</c> wants to see it at once. Safe from any thread.
/// </summary>
internal sealed class EngineLog
{
    private const int MaxLines = 200;
    private readonly ITerminal _terminal;
    private readonly bool _isShown;
    private readonly Queue<string> _lines = [];

    private EngineLog(ITerminal terminal, bool isShown)
    {
        _terminal = terminal;
        _isShown = isShown;
    }

    /// <summary>Goes before the user's configuration, which may ask for more.</summary>
    public static string Overlay => "akka.loglevel = ERROR\n";

    /// <summary>Takes over what the engine will log.</summary>
    /// <param name="terminal">Where it is shown.</param>
    /// <param name="config">The user's configuration.</param>
    public static EngineLog Take(ITerminal terminal, string? config)
    {
        var log = new EngineLog(terminal, config is not null && AsksForLog(config));
        terminal.Divert(log.Add);
        return log;
    }

    /// <summary>Shows what was kept back, the latest lines of it, if it can explain the failure.</summary>
    public void Explain(DownloadOutcome outcome)
    {
        if (outcome is not DownloadOutcome.Failed { Cause: not DownloadException
            or DownloadException { Kind: DownloadErrorKind.Internal or DownloadErrorKind.WorkersUnavailable } })
        {
            return;
        }

        lock (_lines)
        {
            while (_lines.TryDequeue(out var line))
            {
                _terminal.WriteError(line);
            }
        }
    }

    private void Add(string line)
    {
        if (_isShown)
        {
            _terminal.WriteError(line);
            return;
        }

        lock (_lines)
        {
            _lines.Enqueue(line);
            if (_lines.Count > MaxLines)
            {
                _lines.Dequeue();
            }
        }
    }

    /// <summary>A configuration that cannot be read is refused elsewhere.</summary>
    private static bool AsksForLog(string config)
    {
        try
        {
            return ConfigurationFactory.ParseString(config).HasPath("akka.loglevel");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return false;
        }
    }
}
