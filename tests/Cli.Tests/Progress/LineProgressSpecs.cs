using ActorDownloader.Cli.Terminals;
using ActorDownloader.Testing;

namespace ActorDownloader.Cli.Progress;

public class LineProgressSpecs
{
    [Fact]
    public async Task A_line_is_written_now_and_then_and_the_last_state_at_the_end()
    {
        var terminal = new RecordingTerminal();
        var time = new ManualTimeProvider();
        using var interruption = new Interruption(time, _ => { });
        var progress = new LineProgress(new CliSession(terminal, interruption, time));

        Report(progress, 10);
        time.Advance(TimeSpan.FromSeconds(3));
        Report(progress, 20);
        Report(progress, 30);
        Assert.Equal(["20 % of 100 B, 0 B/s, -:-- left"], Lines(terminal));

        await progress.DisposeAsync();
        await progress.DisposeAsync();
        Assert.Equal(["20 % of 100 B, 0 B/s, -:-- left", "30 % of 100 B, 0 B/s, -:-- left"], Lines(terminal));
        Assert.Equal("", terminal.Output);
    }

    private static void Report(LineProgress progress, long done) => progress.Report(new DownloadProgress(done, 100, 0, 0, []));

    private static string[] Lines(RecordingTerminal terminal) => terminal.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
