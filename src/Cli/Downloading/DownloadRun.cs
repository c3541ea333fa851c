using Akka.Configuration;

namespace ActorDownloader.Cli.Downloading;

/// <summary>One download with an engine of its own, from start to shutdown.</summary>
internal static class DownloadRun
{
    /// <summary>
    /// The transfer has ended and either end begins by ending the workers, so nothing is lost by not waiting for the actor system,
    /// which may take a second over its farewells.
    /// </summary>
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromMilliseconds(250);

    /// <summary>Downloads, says how that ended as soon as it is known, and shuts the engine down.</summary>
    /// <param name="request">What to fetch.</param>
    /// <param name="options">How.</param>
    /// <param name="session">Its interruption cancels; the end is waited for then, but no longer than the interruption allows.</param>
    /// <param name="mayHaveGuests">Whether workers may join that this process did not start: they are taken leave of.</param>
    /// <param name="started">Called with the address that workers started by hand may join.</param>
    /// <param name="ended">Called once, with the outcome.</param>
    /// <exception cref="UsageException">The options or the request make no sense; nothing was sent or written.</exception>
    public static async Task<DownloadOutcome> RunAsync(
        DownloadRequest request,
        DownloaderOptions options,
        CliSession session,
        bool mayHaveGuests,
        Action<string> started,
        Func<DownloadOutcome, ValueTask> ended)
    {
        var interruption = session.Interruption;
        Downloader downloader;
        try
        {
            // Nothing is written while it starts, so nobody has to wait for the start to cancel.
            downloader = await Downloader.StartAsync(options, interruption.Token).WaitAsync(interruption.Token);
        }
        catch (ConfigurationException e)
        {
            throw new UsageException(ConfigurationFault.Of(e.Message, options));
        }
        catch (OperationCanceledException)
        {
            var nothingDone = new DownloadOutcome.Cancelled(IsCleanedUp: true);
            await ended(nothingDone);
            return nothingDone;
        }

        started(downloader.Address);
        var outcome = await DownloadAsync(downloader, request, interruption);
        await ended(outcome);
        var end = mayHaveGuests ? downloader.ShutdownAsync() : downloader.EndWorkersAsync();
        await Task.WhenAny(end, interruption.Overdue, Task.Delay(ShutdownTime, session.Time));
        return outcome;
    }

    private static async Task<DownloadOutcome> DownloadAsync(Downloader downloader, DownloadRequest request, Interruption interruption)
    {
        Transfer? transfer = null;
        try
        {
            transfer = downloader.Download(request, interruption.Token);
            var completion = transfer.Completion;
            await Task.WhenAny(completion, interruption.Overdue);
            return completion.IsCompleted
                ? new DownloadOutcome.Completed(await completion)
                : new DownloadOutcome.Cancelled(IsCleanedUp: false);
        }
        catch (ArgumentException e)
        {
            throw new UsageException(e.Message.Replace($" (Parameter '{e.ParamName}')", "", StringComparison.Ordinal));
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            return new DownloadOutcome.Cancelled(IsCleanedUp: true, transfer?.BytesKept ?? 0);
        }
        catch (Exception e)
        {
            return new DownloadOutcome.Failed(e, transfer?.BytesKept ?? 0);
        }
    }
}
