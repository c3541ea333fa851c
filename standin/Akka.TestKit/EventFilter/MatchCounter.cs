using System.Diagnostics;

namespace Akka.TestKit;

/// <summary>Counts what filters match while it lives.</summary>
internal sealed class MatchCounter : IDisposable
{
    private readonly SemaphoreSlim _matches = new(0);
    private readonly IReadOnlyList<LogEventFilter> _filters;
    private int _count;

    public MatchCounter(IReadOnlyList<LogEventFilter> filters)
    {
        _filters = filters;
        foreach (var filter in filters) filter.Matched += Increment;
    }

    public int Count => Volatile.Read(ref _count);

    /// <summary>Waits until that many have matched, or the time is up. If it blocks, the returned task is complete.</summary>
    public async ValueTask WaitFor(int count, TimeSpan time, bool block, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        for (int seen = 0; seen < count; seen++)
        {
            var left = time - Stopwatch.GetElapsedTime(start);
            if (left < TimeSpan.Zero) left = TimeSpan.Zero;
            if (!(block ? _matches.Wait(left, cancellationToken) : await _matches.WaitAsync(left, cancellationToken))) return;
        }
    }

    public void Dispose()
    {
        foreach (var filter in _filters) filter.Matched -= Increment;
    }

    private void Increment()
    {
        Interlocked.Increment(ref _count);
        _matches.Release();
    }
}
