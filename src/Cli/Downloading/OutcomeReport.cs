using System.Runtime.InteropServices;
using ActorDownloader.Cli.Output;

namespace ActorDownloader.Cli.Downloading;

/// <summary>What an outcome means for who asked. Pure, apart from the saying.</summary>
internal static class OutcomeReport
{
    /// <summary>The exit code.</summary>
    public static int ExitCodeOf(DownloadOutcome outcome, PosixSignal? signal) => (outcome, signal) switch
    {
        (DownloadOutcome.Completed, _) => ExitCode.Done,
        (DownloadOutcome.Cancelled, { } asked) => ExitCode.Of(asked),
        _ => ExitCode.Failed,
    };

    /// <summary>Says how a download ended.</summary>
    public static void Say(DownloadOutcome outcome, DownloadRequest request, PosixSignal? signal, Reporter reporter)
    {
        switch (outcome)
        {
            case DownloadOutcome.Completed completed:
                reporter.Result(CompletedMessage.Of(request, completed.Result));
                break;
            case DownloadOutcome.Failed failed:
                reporter.Trouble(FailedMessage.Of(request, failed.Cause, failed.BytesKept));
                break;
            case DownloadOutcome.Cancelled cancelled:
                reporter.Trouble(
                    new CancelledMessage(
                        request.Bucket,
                        request.Key,
                        Path.GetFullPath(request.Path),
                        signal?.ToString() ?? "",
                        cancelled.IsCleanedUp,
                        cancelled.BytesKept));
                break;
            default:
                throw new InvalidOperationException($"Unknown outcome {outcome.GetType().Name}.");
        }
    }
}
