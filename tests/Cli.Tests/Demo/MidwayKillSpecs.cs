namespace ActorDownloader.Cli.Demo;

public class MidwayKillSpecs
{
    [Theory]
    [InlineData(49, 24, 25, null)]
    [InlineData(50, 20, 30, 2)]
    [InlineData(50, 30, 20, 1)]
    [InlineData(60, 60, 0, null)]
    [InlineData(75, 75, 0, 1)]
    [InlineData(100, 50, 50, null)]
    public void The_busiest_worker_dies_half_way_or_later_if_it_is_alone(long done, long first, long second, int? victim) =>
        Assert.Equal(
            victim, MidwayKill.VictimOf(new DownloadProgress(done, 100, 0, 0, [new("host", 1, first), new("host", 2, second)]))?.ProcessId);

    [Fact]
    public void Nobody_dies_before_the_length_is_known_or_of_an_object_without_bytes()
    {
        Assert.Null(MidwayKill.VictimOf(new DownloadProgress(50, null, 0, 0, [new("host", 1, 50)])));
        Assert.Null(MidwayKill.VictimOf(new DownloadProgress(0, 0, 0, 0, [new("host", 1, 0)])));
    }

    [Fact]
    public void One_worker_is_killed_and_all_progress_is_passed_on()
    {
        var seen = new List<long>();
        var killed = new List<int>();
        var kill = new MidwayKill(new Recorder(seen), killed.Add);
        foreach (var done in (long[])[10, 50, 60, 80])
        {
            kill.Report(new DownloadProgress(done, 100, 0, 0, [new("host", 7, done - 5), new("host", 8, 5)]));
        }

        Assert.Equal([10, 50, 60, 80], seen);
        Assert.Equal([7], killed);
        Assert.Equal((7, 50), (kill.Killed!.ProcessId, kill.Killed.BytesDone));
        Assert.Equal([7, 8], kill.Killed.Witnesses.AsEnumerable());
    }

    [Fact]
    public void Killing_a_process_that_has_ended_does_nothing() => MidwayKill.Kill(int.MaxValue);

    private sealed class Recorder(List<long> seen) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => seen.Add(value.BytesDone);
    }
}
