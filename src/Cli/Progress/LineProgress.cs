namespace ActorDownloader.Cli.Progress;

/// <summary>Progress as lines on the standard error, for logs: one in a while, and the last state at the end.</summary>
internal sealed class LineProgress(CliSession session) : IProgressView
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private readonly Lock _lock = new();
    private long _shownAt = session.Time.GetTimestamp();
    private DownloadProgress? _unseen;

    public void Report(DownloadProgress value)
    {
        lock (_lock)
        {
            _unseen = value;
            if (session.Time.GetElapsedTime(_shownAt) >= Interval)
            {
                Show();
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            Show();
        }

        return ValueTask.CompletedTask;
    }

    private void Show()
    {
        if (_unseen is { } progress)
        {
            session.Terminal.WriteError(ProgressFigures.Line(progress));
            _shownAt = session.Time.GetTimestamp();
            _unseen = null;
        }
    }
}
