using ActorDownloader.Testing;

namespace ActorDownloader.WorkerNode.Storage;

public sealed class SlowDiskGuardSpecs
{
    private readonly ManualTimeProvider _clock = new();
    private readonly SlowDiskGuard _guard;
    private int _widened;

    public SlowDiskGuardSpecs() => _guard = new SlowDiskGuard(processors: 2, slots: 16, _clock, () => _widened++);

    [Fact]
    public void Writes_that_hold_every_processors_thread_for_long_widen_the_pool_once()
    {
        Enter();
        Enter();
        _clock.Advance(SlowDiskGuard.Patience);
        Assert.Equal(0, _widened);

        Enter();
        Assert.Equal(1, _widened);
        Enter();
        Assert.Equal(1, _widened);
    }

    [Fact]
    public void Many_quick_writes_at_once_widen_nothing()
    {
        for (var write = 0; write < 16; write++)
            Enter();

        Assert.Equal(0, _widened);
    }

    [Fact]
    public void A_crowd_of_quick_writes_that_never_thins_out_widens_nothing()
    {
        var writes = new Queue<LinkedListNode<long>>([Enter(), Enter(), Enter()]);
        for (var write = 0; write < 100; write++)
        {
            _clock.Advance(_guard.Slow / 4);
            _guard.Leave(writes.Dequeue());
            writes.Enqueue(Enter());
        }

        Assert.Equal(0, _widened);
    }

    [Fact]
    public void Slow_writes_on_every_processors_thread_widen_the_pool_once()
    {
        Enter();
        Write(SlowDiskGuard.SlowInARow - 1, _guard.Slow);
        Assert.Equal(0, _widened);

        Write(1, _guard.Slow);
        Assert.Equal(1, _widened);
        Write(SlowDiskGuard.SlowInARow, _guard.Slow);
        Assert.Equal(1, _widened);
    }

    [Fact]
    public void A_quick_write_among_slow_ones_shows_a_quick_disk()
    {
        Enter();
        for (var round = 0; round < 10; round++)
        {
            Write(SlowDiskGuard.SlowInARow - 1, _guard.Slow);
            Write(1, _guard.Slow / 2);
        }

        Assert.Equal(0, _widened);
    }

    [Fact]
    public void Fewer_slow_writes_than_processors_widen_nothing()
    {
        for (var write = 0; write < 10; write++)
        {
            var visit = Enter();
            _clock.Advance(2 * SlowDiskGuard.Patience);
            _guard.Leave(visit);
        }

        Assert.Equal(0, _widened);
    }

    private void Write(int count, TimeSpan each)
    {
        for (; count > 0; count--)
        {
            var visit = Enter();
            _clock.Advance(each);
            _guard.Leave(visit);
        }
    }

    private LinkedListNode<long> Enter()
    {
        var visit = new LinkedListNode<long>(0);
        _guard.Enter(visit);
        return visit;
    }
}
