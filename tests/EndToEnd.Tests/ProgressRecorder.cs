using System.Collections.Concurrent;

namespace ActorDownloader.EndToEnd;

/// <summary>Keeps what a transfer reports, and lets a test wait for a point on its way.</summary>
internal sealed class ProgressRecorder : IProgress<DownloadProgress>
{
    private readonly ConcurrentQueue<DownloadProgress> _reports = [];
    private readonly ConcurrentBag<(Func<DownloadProgress, bool> Reached, TaskCompletionSource<DownloadProgress> Source)> _points = [];

    public IReadOnlyCollection<DownloadProgress> Reports => _reports;

    public void Report(DownloadProgress value)
    {
        _reports.Enqueue(value);
        foreach (var (reached, source) in _points)
        {
            if (reached(value))
            {
                source.TrySetResult(value);
            }
        }
    }

    public Task<DownloadProgress> WhenAsync(Func<DownloadProgress, bool> reached)
    {
        var source = new TaskCompletionSource<DownloadProgress>(TaskCreationOptions.RunContinuationsAsynchronously);
        _points.Add((reached, source));
        return source.Task.InTimeAsync();
    }
}
