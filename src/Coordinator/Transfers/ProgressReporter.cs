using Akka.Event;

namespace ActorDownloader.Transfers;

/// <summary>Tells a caller how far its transfer is, and how fast it has been lately.</summary>
internal sealed class ProgressReporter(IProgress<DownloadProgress> receiver, TimeProvider timeProvider)
{
    private readonly long _startedAt = timeProvider.GetTimestamp();
    private RateMeter _rate = RateMeter.Idle;

    public void Report(TransferState state, ILoggingAdapter log)
    {
        _rate = _rate.Observe(timeProvider.GetElapsedTime(_startedAt), state.BytesDone - state.BytesReused);
        try
        {
            receiver.Report(
                new DownloadProgress(state.BytesDone, state.Object?.Length, _rate.BytesPerSecond, state.Retries, [.. state.Shares]));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            log.Warning(e, "The progress receiver of a transfer threw; the transfer goes on.");
        }
    }
}
