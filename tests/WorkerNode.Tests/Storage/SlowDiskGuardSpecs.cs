using ActorDownloader.Testing;

namespace ActorDownloader.WorkerNode.Storage;

public sealed class SlowDiskGuardSpecs
{
    private readonly ManualTimeProvider _clock = new();
    private readonly SlowDiskGuard _guard;
    private int _widened;

    public SlowDiskGuardSpecs() => _guard = new SlowDiskGuard(processors: 2, _clock, () => _widened++);

    [Fact]
    public void Writes_that_hold_every_processors_thread_for_long_widen_the_pool_once()
    {
        _guard.Enter();
        _guard.Enter();
        _clock.Advance(SlowDiskGuard.Patience);
        Assert.Equal(0, _widened);

        _guard.Enter();
        Assert.Equal(1, _widened);
        _guard.Enter();
        Assert.Equal(1, _widened);
    }

    [Fact]
    public void Many_quick_writes_at_once_widen_nothing()
    {
        for (var write = 0; write < 16; write++)
            _guard.Enter();

        Assert.Equal(0, _widened);
    }

    [Fact]
    public void Fewer_slow_writes_than_processors_widen_nothing()
    {
        for (var write = 0; write < 10; write++)
        {
            _guard.Enter();
            _clock.Advance(2 * SlowDiskGuard.Patience);
            _guard.Leave();
        }

        Assert.Equal(0, _widened);
    }

    [Fact]
    public void A_crowd_that_thins_out_is_counted_anew()
    {
        _guard.Enter();
        _guard.Enter();
        _clock.Advance(SlowDiskGuard.Patience);
        _guard.Leave();
        _guard.Enter();
        _guard.Enter();

        Assert.Equal(0, _widened);
    }
}
