using System.Runtime.InteropServices;
using ActorDownloader.Testing;

namespace ActorDownloader.Cli;

public class InterruptionSpecs
{
    [Fact]
    public void The_first_signal_cancels_and_the_second_ends_the_process()
    {
        var exits = new List<int>();
        using var interruption = new Interruption(new ManualTimeProvider(), exits.Add);
        Assert.False(interruption.Token.IsCancellationRequested);

        interruption.Receive(PosixSignal.SIGTERM);
        Assert.True(interruption.Token.IsCancellationRequested);
        Assert.Equal(PosixSignal.SIGTERM, interruption.Signal);
        Assert.Empty(exits);

        interruption.Receive(PosixSignal.SIGINT);
        Assert.Equal([130], exits);
        Assert.Equal(PosixSignal.SIGTERM, interruption.Signal);
    }

    [Fact]
    public async Task Cleaning_up_may_take_less_than_five_seconds()
    {
        var time = new ManualTimeProvider();
        using var interruption = new Interruption(time, _ => { });
        time.Advance(TimeSpan.FromMinutes(1));
        interruption.Receive(PosixSignal.SIGINT);
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.False(interruption.Overdue.IsCompleted);

        time.Advance(TimeSpan.FromSeconds(1.5));
        await interruption.Overdue.WaitAsync(TimeSpan.FromMinutes(1));
    }
}
