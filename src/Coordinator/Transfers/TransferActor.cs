using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using ActorDownloader.Destinations;
using ActorDownloader.Journaling;
using ActorDownloader.Scheduling;

namespace ActorDownloader.Transfers;

/// <summary>
/// One transfer: turns what it is told into events and does what <see cref="TransferState"/> decides. The only one that ends its caller's
/// wait. Untyped, since there is one for each object, however small: no list of handlers is made for it.
/// </summary>
#pragma warning disable CA1001 // What it owns is disposed in PostStop, which every actor's life ends with.
internal sealed partial class TransferActor : UntypedActor, IWithTimers
#pragma warning restore CA1001
{
    private readonly Transfer _transfer;
    private readonly TransferServices _services;
    private readonly CancellationTokenSource _stopped = new();
    private readonly ProgressReporter? _progress;
    private readonly TransferDisk _disk;
    private TransferState? _state;

    public TransferActor(Transfer transfer, TransferServices services)
    {
        _transfer = transfer;
        _services = services;
        _progress = transfer.Request.Progress is { } progress ? new ProgressReporter(progress, services.TimeProvider) : null;
        var self = Self;
        _disk = new TransferDisk(
            services.Destination,
            transfer.Request,
            happened => self.Tell(new TransferProtocol.Happened(happened)),
            cause => self.Tell(new JournalBroken(cause)));
    }

    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Made when it is needed: few transfers have anything to say.</summary>
    private static ILoggingAdapter Log => Context.GetLogger();

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case TransferProtocol.Happened m:
                On(m.Event);
                break;
            case Signed m:
                OnSigned(m);
                break;
            case TransferProtocol.SignatureCheckDue when _staleAt <= _services.TimeProvider.GetUtcNow():
                _staleAt = null;
                On(new TransferEvent.SourceStale());
                break;
            case TransferProtocol.SignatureCheckDue:
                break;
            case ProgressDue:
                ReportProgress();
                break;
            case FlushDue:
                _disk.Flush();
                break;
            case JournalBroken m:
                Log.Warning(
                    m.Cause,
                    "The journal of {0} cannot be written; the download goes on and could not be resumed from here.",
                    _transfer.Request.Path);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    protected override void PreStart()
    {
        if (_progress is not null)
        {
            Timers.StartPeriodicTimer(nameof(ProgressDue), ProgressDue.Instance, _services.Settings.ProgressInterval);
        }

        Apply(TransferState.Start(_services.Settings.TermsFor(_transfer.Request)));
    }

    protected override void PostStop()
    {
        _stopped.Cancel();
        _stopped.Dispose();
        _disk.Dispose();
        if (_state is not { IsFinal: true })
        {
            // Nobody asked for this end: the actor failed, or its system goes down around it.
            _services.Scheduler.Tell(new TransferProtocol.Release(_transfer.Meta.TransferId));
            _ = AbandonAsync(_state?.KeepsPartial == true);
        }
    }

    private async Task AbandonAsync(bool keep)
    {
        try
        {
            await _disk.AbandonAsync(keep);
        }
        finally
        {
            _transfer.TryFail(TransferOutcome.Abandoned(_transfer.Request));
        }
    }

    private void On(TransferEvent happened) => Apply(_state!.On(happened, _services.Random.NextDouble()));

    private void Apply((TransferState Next, ImmutableArray<TransferEffect> Effects) step)
    {
        _state = step.Next;
        foreach (var effect in step.Effects)
        {
            Perform(effect);
        }
    }

    private void Perform(TransferEffect effect)
    {
        var id = _transfer.Meta.TransferId;
        var request = _transfer.Request;
        switch (effect)
        {
            case TransferEffect.Sign e:
                Sign(e);
                break;
            case TransferEffect.CreateTemporary e:
                _disk.Claim(Identity, LeftoversFor(e.Number), TemporaryName.TagOf(id, e.Number));
                break;
            case TransferEffect.BeginJournal e:
                _disk.BeginJournal(e, Identity, (ulong)_services.Random.NextInt64());
                Timers.StartPeriodicTimer(nameof(FlushDue), FlushDue.Instance, _services.Settings.JournalFlushInterval);
                break;
            case TransferEffect.RereadChunks e:
                _disk.Reread(e);
                Timers.StartPeriodicTimer(nameof(FlushDue), FlushDue.Instance, _services.Settings.JournalFlushInterval);
                break;
            case TransferEffect.RecordChunk e:
                _disk.Record(e.Chunk);
                break;
            case TransferEffect.Preallocate e:
                _disk.Preallocate(e.Length);
                break;
            case TransferEffect.FindPartLength e:
                FindPartLengthAsync(e).PipeTo(Self, success: happened => new TransferProtocol.Happened(happened));
                break;
            case TransferEffect.SumFile e:
                _disk.Sum(e);
                break;
            case TransferEffect.FindDamage e:
                _disk.FindDamage(e);
                break;
            case TransferEffect.Publish e:
                _disk.Publish(e.Length, e.Bytes, e.AsCopy);
                break;
            case TransferEffect.Discard e:
                _disk.Discard(e.Path);
                break;
            case TransferEffect.Keep e:
                _disk.Keep(e.Path);
                break;
            case TransferEffect.Offer e:
                _services.Scheduler.Tell(new TransferProtocol.OfferChunks(
                    id,
                    new Offer(request.Priority, e.Source, e.Path, _state!.Terms.Sizing, e.Plan, e.Checksum),
                    e.Chunks,
                    e.Avoid,
                    e.IsRetry,
                    e.OwnConnection));
                break;
            case TransferEffect.Resign e:
                _services.Scheduler.Tell(new TransferProtocol.RenewSource(id, e.Source));
                break;
            case TransferEffect.Withdraw e:
                _services.Scheduler.Tell(new TransferProtocol.Release(id, e.Answer));
                break;
            case TransferEffect.Fence:
                _services.Scheduler.Tell(new TransferProtocol.Fence(id));
                break;
            case TransferEffect.Wake { Event: TransferEvent.SourceStale } e:
                // Most transfers end long before: no timer of its own, but a look that all are told to take.
                _staleAt = _services.TimeProvider.GetUtcNow() + e.Delay;
                break;
            case TransferEffect.Wake e:
                Timers.StartSingleTimer(e.Key, new TransferProtocol.Happened(e.Event), e.Delay);
                break;
            case TransferEffect.CancelWake e:
                Timers.Cancel(e.Key);
                break;
            case TransferEffect.End:
                End();
                break;
            default:
                throw new InvalidOperationException($"Unknown transfer effect {effect.GetType().Name}.");
        }
    }

    private RequestIdentity Identity =>
        new(
            _signed!.Endpoint,
            _transfer.Request.Bucket,
            _transfer.Request.Key,
            _transfer.Request.VersionId,
            Path.GetFileName(_transfer.Request.Path));

    private LeftoverUse LeftoversFor(int number) =>
        number > 1 ? LeftoverUse.Ignore : _transfer.Request.Resume ? LeftoverUse.TakeOver : LeftoverUse.Remove;

    private void ReportProgress()
    {
        if (_state is { Phase: TransferPhase.Running })
        {
            _progress!.Report(_state, Log);
        }
    }

    private void End()
    {
        var request = _transfer.Request;
        _transfer.BytesKept = _state!.BytesKept;
        switch (_state.Phase)
        {
            case TransferPhase.Completed:
                _progress?.Report(_state, Log);
                _transfer.TryComplete(TransferOutcome.ResultOf(_state, _services.TimeProvider.GetElapsedTime(_transfer.StartedAt)));
                break;
            case TransferPhase.Failed:
                _transfer.TryFail(TransferOutcome.ExceptionOf(_state.Failure!, request));
                break;
            default:
                _transfer.TryCancel();
                break;
        }

        Context.Stop(Self);
    }

    private sealed class ProgressDue : INoSerializationVerificationNeeded, INotInfluenceReceiveTimeout
    {
        public static readonly ProgressDue Instance = new();
    }

    private sealed record JournalBroken(Exception Cause) : INoSerializationVerificationNeeded;

    private sealed class FlushDue : INoSerializationVerificationNeeded, INotInfluenceReceiveTimeout
    {
        public static readonly FlushDue Instance = new();
    }
}
