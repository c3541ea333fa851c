namespace ActorDownloader.EndToEnd;

/// <summary>
/// A clock for an origin whose clients may have to wait for a processor. It goes on by small steps, each of which has to wait for one as
/// well, and a step that comes late counts for no more than two. So where the machine is slow the origin is slow too, and how much of it
/// is used is for its clients to say and not for the machine.
/// </summary>
internal sealed class PatientClock : IAsyncDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    private readonly ManualTimeProvider _time = new();
    private readonly PeriodicTimer _steps = new(Step);
    private readonly Task _going;

    public PatientClock() => _going = Task.Run(GoAsync);

    public TimeProvider Time => _time;

    public async ValueTask DisposeAsync()
    {
        _steps.Dispose();
        await _going;
    }

    private async Task GoAsync()
    {
        var last = TimeProvider.System.GetTimestamp();
        while (await _steps.WaitForNextTickAsync())
        {
            var now = TimeProvider.System.GetTimestamp();
            var passed = TimeProvider.System.GetElapsedTime(last, now);
            _time.Advance(passed < Step * 2 ? passed : Step * 2);
            last = now;
        }
    }
}
