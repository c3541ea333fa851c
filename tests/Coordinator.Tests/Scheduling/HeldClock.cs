namespace ActorDownloader.Scheduling;

/// <summary>A clock that can keep whoever reads it waiting: messages gather behind the one that is being worked on.</summary>
internal sealed class HeldClock : TimeProvider, IDisposable
{
    private readonly ManualResetEventSlim _open = new(true);
    private readonly ManualResetEventSlim _reached = new();

    public override long GetTimestamp()
    {
        if (!_open.IsSet)
        {
            _reached.Set();
            _open.Wait(TimeSpan.FromSeconds(60));
        }

        return base.GetTimestamp();
    }

    public void Hold() => _open.Reset();

    /// <summary>Returns when somebody waits for the time.</summary>
    public bool WaitUntilReached(TimeSpan patience) => _reached.Wait(patience);

    public void Release() => _open.Set();

    public void Dispose()
    {
        _open.Set();
        _open.Dispose();
        _reached.Dispose();
    }
}
