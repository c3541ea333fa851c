using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using ActorDownloader.Destinations;
using ActorDownloader.Messages;
using ActorDownloader.ObjectStore;
using ActorDownloader.Scheduling;

namespace ActorDownloader.Transfers;

/// <summary>One transfer: turns what it is told into events and does what <see cref="TransferState"/> decides. The only one that ends its caller's wait.</summary>
#pragma warning disable CA1001 // What it owns is disposed in PostStop, which every actor's life ends with.
internal sealed class TransferActor : ReceiveActor, IWithTimers
#pragma warning restore CA1001
{
    /// <summary>Credentials may have expired by the time that a signature arrives; they are not asked for again more often than this.</summary>
    private static readonly TimeSpan ShortestLifetime = TimeSpan.FromSeconds(1);

    private readonly Transfer _transfer;
    private readonly TransferServices _services;
    private readonly CancellationTokenSource _stopped = new();
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly ProgressReporter? _progress;
    private SignedSource? _signed;
    private TransferState? _state;
    private Task<TransferEvent>? _making;

    public TransferActor(Transfer transfer, TransferServices services)
    {
        _transfer = transfer;
        _services = services;
        _progress = transfer.Request.Progress is { } progress ? new ProgressReporter(progress, services.TimeProvider) : null;
        Receive<TransferProtocol.Happened>(m => Apply(_state!.On(m.Event, _services.Random.NextDouble())));
        Receive<Signed>(m =>
        {
            _signed = m.Source;
            var lifetime = m.Source.RenewAfter - _services.TimeProvider.GetUtcNow();
            Apply(_state!.On(new TransferEvent.SourceSigned(m.Number, m.Source.Source, lifetime > ShortestLifetime ? lifetime : ShortestLifetime), _services.Random.NextDouble()));
        });
        Receive<ProgressDue>(_ => ReportProgress());
    }

    public ITimerScheduler Timers { get; set; } = null!;

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
        if (_state is not { IsFinal: true })
        {
            // Nobody asked for this end: the actor failed, or its system goes down around it.
            _services.Scheduler.Tell(new TransferProtocol.Release(_transfer.Meta.TransferId));
            _ = AbandonAsync(_state?.Path, _making);
        }
    }

    private Task AbandonAsync(string? path, Task<TransferEvent>? making) => Task.Run(async () =>
    {
        try
        {
            // A file that is being made right now is one that no state has heard of.
            if (path is null && making is not null && await making is TransferEvent.TemporaryCreated made)
            {
                path = made.Path;
            }

            if (path is not null)
            {
                _services.Destination.Discard(path);
            }
        }
        finally
        {
            _transfer.TryFail(TransferOutcome.Abandoned(_transfer.Request));
        }
    });

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
        var destination = _services.Destination;
        switch (effect)
        {
            case TransferEffect.Sign e:
                Sign(e);
                break;
            case TransferEffect.CreateTemporary e:
                _making = Do(() => new TransferEvent.TemporaryCreated(destination.CreateTemporary(request.Path, TemporaryName.TagOf(id, e.Number))), failure => new TransferEvent.CreationFailed(failure));
                break;
            case TransferEffect.Preallocate e:
                Do(() => { destination.Preallocate(e.Path, e.Length); return new TransferEvent.Preallocated(); }, failure => new TransferEvent.PreallocationFailed(failure));
                break;
            case TransferEffect.FindPartLength e:
                FindPartLengthAsync(e).PipeTo(Self, success: happened => new TransferProtocol.Happened(happened));
                break;
            case TransferEffect.SumFile e:
                var ended = _stopped.Token;
                Do(() => new TransferEvent.FileSummed(e.Path, destination.Sum(e.Path, e.Length, e.Algorithm, e.PartLength, ended)), failure => new TransferEvent.SummingFailed(failure));
                break;
            case TransferEffect.Publish e:
                Do(() => { destination.Publish(e.Path, request.Path, e.Length); return new TransferEvent.Published(); }, failure => new TransferEvent.PublishingFailed(failure));
                break;
            case TransferEffect.Discard e:
                Do(() => { destination.Discard(e.Path); return new TransferEvent.Discarded(e.Path); }, _ => new TransferEvent.Discarded(e.Path));
                break;
            case TransferEffect.Offer e:
                _services.Scheduler.Tell(new TransferProtocol.OfferChunks(
                    id, new Offer(request.Priority, e.Source, e.Path, _state!.Terms.Sizing, e.Plan, e.Checksum), e.Chunks, e.Avoid));
                break;
            case TransferEffect.Resign e:
                _services.Scheduler.Tell(new TransferProtocol.RenewSource(id, e.Source));
                break;
            case TransferEffect.Withdraw:
                _services.Scheduler.Tell(new TransferProtocol.Release(id));
                break;
            case TransferEffect.Wake e:
                Timers.StartSingleTimer(e.Key, new TransferProtocol.Happened(e.Event), e.Delay);
                break;
            case TransferEffect.End:
                End();
                break;
            default:
                throw new InvalidOperationException($"Unknown transfer effect {effect.GetType().Name}.");
        }
    }

    private void Sign(TransferEffect.Sign sign)
    {
        if (sign.Refusal is { } refusal && _signed is { } refused)
        {
            LearnFrom(refusal, refused);
        }

        SignAsync(sign).PipeTo(Self);
    }

    private void LearnFrom(FetchFailure refusal, SignedSource refused)
    {
        if (refusal.Region is { } region)
        {
            _services.ObjectStore.MoveBucket(_transfer.Request.Bucket, region);
        }
        else if (refusal.OriginTime is { } originTime)
        {
            _services.ObjectStore.ClockCorrection = originTime - _services.TimeProvider.GetUtcNow();
        }
        else
        {
            _services.ObjectStore.RenewCredentials(refused);
        }
    }

    private async Task<object> SignAsync(TransferEffect.Sign sign)
    {
        try
        {
            var request = _services.Settings.ObjectRequestFor(_transfer.Request, sign.VersionId);
            return new Signed(sign.Number, await _services.ObjectStore.SignAsync(request, sign.ETag, _stopped.Token));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new TransferProtocol.Happened(new TransferEvent.SigningFailed(TransferOutcome.FailureOf(e)));
        }
    }

    private async Task<TransferEvent> FindPartLengthAsync(TransferEffect.FindPartLength wanted)
    {
        try
        {
            var request = _services.Settings.ObjectRequestFor(_transfer.Request, wanted.VersionId);
            var answer = await _services.ObjectStore.FindPartLengthAsync(request, wanted.ETag, _stopped.Token);
            return answer.Length is { } length ? new TransferEvent.PartLengthFound(length) : new TransferEvent.PartLengthUnknown(answer.Failure!);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new TransferEvent.PartLengthUnknown(new FetchFailure(FetchFailureKind.Unknown, e.Message));
        }
    }

    /// <summary>Works on a thread of the pool, since a file system may keep it waiting, and tells the outcome.</summary>
    private Task<TransferEvent> Do(Func<TransferEvent> work, Func<TransferFailure, TransferEvent> failed)
    {
        var done = Task.Run(() =>
        {
            try
            {
                return work();
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                return failed(TransferOutcome.FailureOf(e));
            }
        });
        done.PipeTo(Self, success: happened => new TransferProtocol.Happened(happened));
        return done;
    }

    private void ReportProgress()
    {
        if (_state is { Phase: TransferPhase.Running })
        {
            _progress!.Report(_state, _log);
        }
    }

    private void End()
    {
        var request = _transfer.Request;
        switch (_state!.Phase)
        {
            case TransferPhase.Completed:
                _progress?.Report(_state, _log);
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

    private sealed record Signed(int Number, SignedSource Source) : INoSerializationVerificationNeeded;

    private sealed class ProgressDue : INoSerializationVerificationNeeded, INotInfluenceReceiveTimeout
    {
        public static readonly ProgressDue Instance = new();
    }
}
