using ActorDownloader.Cli.Terminals;

namespace ActorDownloader.Cli.Downloading;

public class EngineLogSpecs
{
    private static readonly DownloadRequest Request = new("b", "k", "/f");

    [Theory]
    [InlineData(null)]
    [InlineData("actor-downloader.worker.slots = 4")]
    [InlineData("this is { no configuration")]
    public void It_is_kept_back(string? config)
    {
        var terminal = new RecordingTerminal();
        var log = EngineLog.Take(terminal, config);
        terminal.Diversion!("[ERROR] a worker has gone");
        log.Explain(new DownloadOutcome.Failed(new DownloadException(DownloadErrorKind.NotFound, "", Request)));
        log.Explain(new DownloadOutcome.Cancelled(true));

        Assert.Equal("", terminal.Error);
    }

    [Theory]
    [InlineData(DownloadErrorKind.Internal)]
    [InlineData(DownloadErrorKind.WorkersUnavailable)]
    public void It_is_shown_once_where_it_has_the_reason_of_a_failure(DownloadErrorKind kind)
    {
        var terminal = new RecordingTerminal();
        var log = EngineLog.Take(terminal, null);
        terminal.Diversion!("[ERROR] the reason");
        log.Explain(new DownloadOutcome.Failed(new DownloadException(kind, "", Request)));
        log.Explain(new DownloadOutcome.Failed(new InvalidOperationException()));

        Assert.Equal("[ERROR] the reason\n", terminal.Error);
    }

    [Fact]
    public void Only_the_latest_of_many_lines_are_kept()
    {
        var terminal = new RecordingTerminal();
        var log = EngineLog.Take(terminal, null);
        for (var i = 0; i < 1000; i++)
        {
            terminal.Diversion!($"{i}");
        }

        log.Explain(new DownloadOutcome.Failed(new InvalidOperationException()));
        Assert.Equal(string.Concat(Enumerable.Range(800, 200).Select(i => $"{i}\n")), terminal.Error);
    }

    [Fact]
    public void Who_asks_for_it_sees_it_at_once()
    {
        var terminal = new RecordingTerminal();
        EngineLog.Take(terminal, "akka { loglevel = DEBUG }");
        terminal.Diversion!("[DEBUG] something");

        Assert.Equal("[DEBUG] something\n", terminal.Error);
    }
}
