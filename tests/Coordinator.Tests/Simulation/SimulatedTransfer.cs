using System.Collections.Immutable;
using ActorDownloader.Messages;
using ActorDownloader.Scheduling;
using ActorDownloader.Transfers;

namespace ActorDownloader.Simulation;

/// <summary>A transfer's shell: performs what <see cref="TransferState"/> decides on simulated disks and signers.</summary>
internal sealed class SimulatedTransfer(TransferId id, TransferTerms terms, SimulatedObject origin, SimulatedWorld world)
{
    private readonly Dictionary<string, int> _wakes = [];
    private TransferState _state = null!;
    private int _fetched;
    private int _temporaries;

    public TransferId Id { get; } = id;

    public SimulatedObject Origin { get; } = origin;

    public TransferPhase Phase => _state.Phase;

    public bool HasEnded { get; private set; }

    public TransferFailure? Failure => _state.Failure;

    public void Begin() => Apply(TransferState.Start(terms));

    public void On(TransferEvent happened)
    {
        if (!HasEnded)
        {
            Apply(_state.On(happened, world.Random.NextDouble()));
        }
    }

    public override string ToString() => $"{Id} {_state?.Phase}, {_state?.Fetched.Count} of {_state?.Plan?.Count} chunks";

    private void Apply((TransferState Next, ImmutableArray<TransferEffect> Effects) step)
    {
        _state = step.Next;
        world.Check(_state.Fetched.Count >= _fetched, $"{Id}: fetched chunks went from {_fetched} to {_state.Fetched.Count}");
        _fetched = _state.Fetched.Count;
        foreach (var effect in step.Effects)
        {
            Perform(effect);
        }
    }

    private void Perform(TransferEffect effect)
    {
        world.Check(!HasEnded, $"{Id}: {effect} after its end");
        switch (effect)
        {
            case TransferEffect.Sign e:
                Later(() => world.Happens(world.Faults.Signing)
                    ? new TransferEvent.SigningFailed(new TransferFailure(DownloadErrorKind.CredentialsUnavailable, "simulated"))
                    : new TransferEvent.SourceSigned(e.Number, new ObjectSource("http://origin/object", [], e.ETag), TimeSpan.FromSeconds(20)));
                break;
            case TransferEffect.CreateTemporary:
                Later(() => world.Happens(world.Faults.Disk)
                    ? new TransferEvent.CreationFailed(Disk)
                    : new TransferEvent.TemporaryCreated(world.Create($"{Id}.{++_temporaries}")));
                break;
            case TransferEffect.Preallocate:
                Later(() => world.Happens(world.Faults.Disk) ? new TransferEvent.PreallocationFailed(Disk) : new TransferEvent.Preallocated());
                break;
            case TransferEffect.FindPartLength:
                Later(() => world.Happens(world.Faults.Fetch)
                    ? new TransferEvent.PartLengthUnknown(SimulatedFaults.DrawFailure(world.Random))
                    : new TransferEvent.PartLengthFound(Origin.PartLength));
                break;
            case TransferEffect.SumFile e:
                Later(() => world.Happens(world.Faults.Disk) ? new TransferEvent.SummingFailed(Disk) : new TransferEvent.FileSummed(e.Path, Origin.Sum));
                break;
            case TransferEffect.Publish e:
                Later(() => Publish(e));
                break;
            case TransferEffect.Discard e:
                Later(() =>
                {
                    world.Remove(e.Path);
                    return new TransferEvent.Discarded(e.Path);
                });
                break;
            case TransferEffect.Offer e:
                world.Schedule(new SchedulerEvent.ChunksOffered(Id, new Offer(0, e.Source, e.Path, terms.Sizing, e.Plan, e.Checksum), e.Chunks, e.Avoid));
                break;
            case TransferEffect.Resign e:
                world.Schedule(new SchedulerEvent.SourceRenewed(Id, e.Source));
                break;
            case TransferEffect.Withdraw:
                world.Schedule(new SchedulerEvent.TransferReleased(Id));
                break;
            case TransferEffect.Wake e:
                var turn = _wakes[e.Key] = _wakes.GetValueOrDefault(e.Key) + 1;
                world.Clock.After(e.Delay, () =>
                {
                    if (_wakes[e.Key] == turn)
                    {
                        On(e.Event);
                    }
                });
                break;
            case TransferEffect.End:
                HasEnded = true;
                world.Check(_state.IsFinal, $"{Id} ended in phase {_state.Phase}");
                world.Ended(this);
                break;
            default:
                throw new InvalidOperationException($"Unknown effect {effect}.");
        }
    }

    private TransferEvent Publish(TransferEffect.Publish publish)
    {
        if (world.Happens(world.Faults.Disk))
        {
            return new TransferEvent.PublishingFailed(Disk);
        }

        world.Publish(publish.Path, publish.Length);
        return new TransferEvent.Published();
    }

    private void Later(Func<TransferEvent> happen) => world.Clock.After(world.Draw(20), () => On(happen()));

    private static TransferFailure Disk => new(DownloadErrorKind.DestinationFailed, "simulated");
}
