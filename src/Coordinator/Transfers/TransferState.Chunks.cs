using System.Collections.Immutable;
using ActorDownloader.Integrity;
using ActorDownloader.Journaling;
using ActorDownloader.Messages;
using ActorDownloader.Planning;
using ActorDownloader.Scheduling;

namespace ActorDownloader.Transfers;

/// <content>What happens to chunks while a transfer runs.</content>
internal sealed partial record TransferState
{
    private (TransferState, ImmutableArray<TransferEffect>) OnDiscovered(ObjectFacts found)
    {
        if (Object is not null)
        {
            return found.ETag == Object.ETag && found.Length == Object.Length
                ? (this, [])
                : Fail(Changed($"The object's ETag was {Object.ETag} and now is {found.ETag}."));
        }

        if (Terms.ExpectedLength is { } expected && expected != found.Length)
        {
            return Fail(
                new TransferFailure(
                    DownloadErrorKind.SizeMismatch, $"The object is {found.Length} bytes long, not {expected} as expected."));
        }

        if (Terms.ExpectedETag is { } etag && found.ETag != etag)
        {
            return Fail(Changed($"The object's ETag is {found.ETag}, not {etag} as expected."));
        }

        var plan = ChunkPlan.For(found.Length, Terms.Sizing);
        var (next, proving) = (this with
        {
            Object = found,
            Plan = plan,
            Pin = Terms.VersionId is null && found.VersionId is not null ? VersionPin.Discovered : VersionPin.None,
        }).ChooseProof(found);
        if (next.Phase is TransferPhase.Discarding)
        {
            return (next, proving);
        }

        if (plan.Count == 1)
        {
            return (next with { RestOffered = true, Pin = VersionPin.None, Source = Source! with { ETag = found.ETag } }, proving);
        }

        // A signature that names the version is needed only where the first one did not.
        var (signed, effects) = next.Pin is VersionPin.Discovered
            ? next.Sign()
            : (next with { Source = Source! with { ETag = found.ETag } }).OfferRest();
        return (signed with { Preallocating = true }, [new TransferEffect.Preallocate(Path!, found.Length), .. effects, .. proving]);
    }

    private (TransferState, ImmutableArray<TransferEffect>) OfferRest() => RestOffered || Plan is not { } plan
        ? (this, [])
        : (this with { RestOffered = true, Missing = null }, [Offer(Missing ?? IndexRanges.Of(1, plan.Count), null)]);

    private TransferEffect.Offer Offer(IndexRanges chunks, WorkerId? avoid) =>
        new(Source!, Path!, Plan, Object?.ChunkChecksum ?? default, chunks, avoid);

    private (TransferState, ImmutableArray<TransferEffect>) OnFetched(TransferEvent.ChunkFetched fetched)
    {
        var next = this with { Requests = Requests + 1, InFlight = InFlight.Remove(fetched.Index) };
        if (Fetched.Contains(fetched.Index))
        {
            return (next, []);
        }

        if (Plan is not { } plan || Object is not { } found)
        {
            // Messages may be lost, the discovery's too. Without it the bytes are nothing.
            return OnChunkLost(
                new TransferEvent.ChunkLost(fetched.Index, "reported bytes of an object that it had not described", fetched.Worker));
        }

        if (fetched.Length != plan.RangeOf(fetched.Index).Length || fetched.Checksum.Algorithm != found.ChunkChecksum)
        {
            return Fail(new TransferFailure(
                DownloadErrorKind.Internal,
                $"Chunk {fetched.Index} was reported as {fetched.Length} bytes with {fetched.Checksum.Algorithm}, "
                    + $"not {plan.RangeOf(fetched.Index).Length} with {found.ChunkChecksum}."));
        }

        return (next.Compared(new JournaledChunk(fetched.Index, fetched.Length, fetched.Checksum.Value)) with
        {
            Written = Contested.Contains(fetched.Index)
                ? Written.Add(new JournaledChunk(fetched.Index, fetched.Length, fetched.Checksum.Value))
                : Written,
            Troubles = Troubles.Remove(fetched.Index),
            Fetched = Fetched.Add(fetched.Index, fetched.Length, fetched.Checksum.Value, found.ChunkChecksum.Algorithm()),
            Shares = Credit(fetched.Worker, fetched.Length),
        }).Settle();
    }

    private (TransferState, ImmutableArray<TransferEffect>) OnChunkFailed(TransferEvent.ChunkFailed failed, double chance)
    {
        var next = this with { Requests = Requests + 1, InFlight = InFlight.Remove(failed.Index) };
        if (Fetched.Contains(failed.Index))
        {
            return (next, []);
        }

        var trouble = Troubles.GetValueOrDefault(failed.Index);
        switch (Terms.Retry.Decide(failed.Failure, trouble.Failures + 1, trouble.LastPause, chance))
        {
            case RetryDecision.GiveUp { Kind: DownloadErrorKind.AccessDenied } when Pin is not VersionPin.None && trouble.Failures == 0:
                return next.Unpin(failed);
            case RetryDecision.GiveUp give:
                return next.Fail(new TransferFailure(give.Kind, Describe(failed, trouble.Failures + 1), failed.Failure));
            case RetryDecision.Retry retry:
                next = next with
                {
                    Retries = Retries + 1,
                    Troubles = Troubles.SetItem(failed.Index, trouble with { Failures = trouble.Failures + 1, LastPause = retry.Pause }),
                };
                var (signing, sign) = retry.NewSignature ? next.Sign(failed.Failure) : (next, []);
                return (signing, [
                    .. sign,
                    new TransferEffect.Wake(
                        RetryKey(failed.Index),
                        new TransferEvent.RetryDue(failed.Index, failed.Worker.Id, OwnConnection: !OriginLoad.IsTooMuch(failed.Failure)),
                        retry.Pause)
                ]);
            case var decision:
                throw new InvalidOperationException($"Unknown decision {decision}.");
        }
    }

    /// <summary>
    /// Reading a version by its id needs a right of its own (s3:GetObjectVersion). Without it the ETag alone pins, and a
    /// chunk that was refused under the old signature gets one more chance under the new one.
    /// </summary>
    private (TransferState, ImmutableArray<TransferEffect>) Unpin(TransferEvent.ChunkFailed failed)
    {
        var next = this with
        {
            Pin = VersionPin.Dropped,
            Retries = Retries + 1,
            Troubles = Troubles.SetItem(failed.Index, Troubles.GetValueOrDefault(failed.Index) with { Failures = 1 }),
        };
        var (signing, sign) = Pin is VersionPin.Discovered ? next.Sign() : (next, []);
        var (due, offer) = signing.OnRetryDue(new TransferEvent.RetryDue(failed.Index, failed.Worker.Id));
        return (due, [.. sign, .. offer]);
    }

    private (TransferState, ImmutableArray<TransferEffect>) OnChunkLost(TransferEvent.ChunkLost lost)
    {
        var next = this with { Requests = Requests + 1, InFlight = InFlight.Remove(lost.Index) };
        if (Fetched.Contains(lost.Index))
        {
            return (next, []);
        }

        var trouble = Troubles.GetValueOrDefault(lost.Index);
        if (trouble.Losses + 1 >= Terms.Retry.MaxLosses)
        {
            return next.Fail(new TransferFailure(
                DownloadErrorKind.WorkersUnavailable,
                $"{trouble.Losses + 1} workers were lost while they held chunk {lost.Index}; the last one, {lost.Worker}, {lost.Reason}."));
        }

        // At once: it was not the origin that failed.
        return ((lost.MayWrite ? next.Contest(lost.Index) : next) with
        {
            Retries = Retries + 1,
            Troubles = Troubles.SetItem(lost.Index, trouble with { Losses = trouble.Losses + 1 }),
        }).OnRetryDue(new TransferEvent.RetryDue(lost.Index, lost.Worker.Id, IsAfterLoss: true));
    }

    private (TransferState, ImmutableArray<TransferEffect>) OnRetryDue(TransferEvent.RetryDue due) => Signing
        ? (this with { AwaitingSignature = AwaitingSignature.Add(due) }, [])
        : OfferAgain(due);

    private (TransferState, ImmutableArray<TransferEffect>) OfferAgain(TransferEvent.RetryDue due) => Object is null or { Length: 0 }
        ? DiscoverAnew(due)
        : (this, [Offer(IndexRanges.Of(due.Index, due.Index + 1), due.Avoid) with
        {
            IsRetry = !due.IsAfterLoss,
            OwnConnection = due.OwnConnection
        }]);

    /// <summary>
    /// An empty object has no range to ask for, so it can only be discovered again. And nothing pins a discovering lease. Its worker may
    /// have met another version than the next one will, and if it only seems lost may still write. So the next discovery gets a file of its
    /// own; a late write under a pin can only repeat the same bytes.
    /// </summary>
    private (TransferState, ImmutableArray<TransferEffect>) DiscoverAnew(TransferEvent.RetryDue due) => CreatingTemporary || Renewing
        ? (this, [])
        : (this with { Renewing = true, DiscoveryDue = due }, [new TransferEffect.Discard(Path!)]);

    /// <summary>The old file is gone; only now is the next one made, so that never two are left behind.</summary>
    private (TransferState, ImmutableArray<TransferEffect>) CreateNext() =>
        (this with { Renewing = false, CreatingTemporary = true, Temporaries = Temporaries + 1, Path = null, Contested = [] },
         [new TransferEffect.CreateTemporary(Temporaries + 1)]);

    private (TransferState, ImmutableArray<TransferEffect>) OnProgressed(TransferEvent.ChunkProgressed progressed) =>
        (Fetched.Contains(progressed.Index) ? this : this with { InFlight = InFlight.SetItem(progressed.Index, progressed.Bytes) }, []);

    private ImmutableList<WorkerShare> Credit(WorkerIdentity worker, long bytes)
    {
        var at = Shares.FindIndex(share => share.ProcessId == worker.ProcessId && share.Host == worker.Host);
        return at < 0
            ? Shares.Add(new WorkerShare(worker.Host, worker.ProcessId, bytes))
            : Shares.SetItem(at, Shares[at] with { Bytes = Shares[at].Bytes + bytes });
    }

    private static TransferFailure Changed(string message) =>
        new(DownloadErrorKind.ObjectChanged, message + " It was overwritten while it was downloaded; start again for the new version.");

    private static string Describe(TransferEvent.ChunkFailed failed, int attempts) => attempts > 1
        ? $"Chunk {failed.Index} failed {attempts} times, the last time with: {failed.Failure.Message}"
        : failed.Failure.Message;
}
