using System.Runtime.InteropServices;

namespace ActorDownloader.Cli.Downloading;

public class OutcomeReportSpecs
{
    private static readonly DownloadOutcome Completed =
        new DownloadOutcome.Completed(new DownloadResult(0, null, null, TimeSpan.Zero, 1, 0, new ObjectValidation(null, ""), []));

    private static readonly DownloadOutcome Failed = new DownloadOutcome.Failed(new InvalidOperationException());

    [Fact]
    public void The_exit_code_says_how_it_ended()
    {
        Assert.Equal(0, OutcomeReport.ExitCodeOf(Completed, null));
        Assert.Equal(1, OutcomeReport.ExitCodeOf(Failed, null));
        Assert.Equal(130, OutcomeReport.ExitCodeOf(new DownloadOutcome.Cancelled(true), PosixSignal.SIGINT));
        Assert.Equal(143, OutcomeReport.ExitCodeOf(new DownloadOutcome.Cancelled(true), PosixSignal.SIGTERM));
        Assert.Equal(129, OutcomeReport.ExitCodeOf(new DownloadOutcome.Cancelled(false), PosixSignal.SIGHUP));
    }

    [Fact]
    public void A_signal_that_came_too_late_changes_nothing()
    {
        Assert.Equal(0, OutcomeReport.ExitCodeOf(Completed, PosixSignal.SIGINT));
        Assert.Equal(1, OutcomeReport.ExitCodeOf(Failed, PosixSignal.SIGINT));
    }
}
