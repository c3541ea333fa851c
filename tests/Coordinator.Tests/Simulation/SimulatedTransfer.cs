using System.Collections.Immutable;
using ActorDownloader.Messages;
using ActorDownloader.Scheduling;
using ActorDownloader.Transfers;

namespace ActorDownloader.Simulation;

/// <summary>A transfer's shell: performs what <see cref="TransferState"/> decides on simulated disks and signers.</summary>
internal sealed class SimulatedTransfer(TransferId id, SimulatedRequest request, SimulatedWorld world)
{
    private readonly Dictionary<string, int> _wakes = [];
    private TransferState _state = null!;
    private readonly HashSet<string> _preallocating = [];
    private int _fetched;
    private int _due;
    private HashSet<int> _left = [];

    public TransferId Id { get; } = id;

    public SimulatedRequest Request { get; } = request;

    public SimulatedObject Origin { get; } = request.Origin;

    /// <summary>Whether its coordinator lives and it has not ended: it holds the locks of its file.</summary>
    public bool IsAlive { get; private set; } = true;

    /// <summary>The file that it published.</summary>
    public SimulatedFile? Published { get; private set; }

    public TransferPhase Phase => _state.Phase;

    public bool HasBegun => _state is not null;

    /// <summary>Whether an answer or the end of a pause is on its way to it. That its signature grows old helps nobody who waits.</summary>
    public bool IsExpecting => _due > 0;

    /// <summary>Whether it remembers no more than its chunks.</summary>
    public bool IsWithinItsPlan =>
        new[]
        {
            _state.Troubles.Count,
            _state.InFlight.Count,
            _state.AwaitingSignature.Count,
            _state.Contested.Count
        }.Max() <= (_state.Plan?.Count
            ?? 1);

    public bool HasEnded { get; private set; }

    public TransferFailure? Failure => _state.Failure;

    /// <summary>What it left for a later run, in bytes.</summary>
    public long BytesKept => _state.BytesKept;

    public long BytesReused => _state.BytesReused;

    public int Hedges => _state.Hedges;

    /// <summary>Whether others may have written to its file beside those whose reports counted.</summary>
    public bool WasContested => !_state.Contested.IsEmpty;

    /// <summary>Whether a copy was published.</summary>
    public bool IsCopy { get; private set; }

    /// <summary>The version that all its bytes are to be of; null until it is known.</summary>
    public string? ETag => _state.Object?.ETag;

    public int DamagedChunks => _state.DamagedChunks;

    /// <summary>Whether chunks were fetched again by themselves because the file had lost them.</summary>
    public bool WasMended => !_state.Refetched.IsEmpty && _state.Mismatches == 0;

    public bool HasBegunAnew => _state.NotReused is not null;

    public void Begin() => Apply(TransferState.Start(Request.Terms));

    /// <summary>Something reaches it after this time.</summary>
    public void Tell(TimeSpan delay, Func<TransferEvent?> happen, bool isAwaited = true)
    {
        _due += isAwaited ? 1 : 0;
        world.Clock.After(delay, () =>
        {
            _due -= isAwaited ? 1 : 0;
            if (happen() is { } happened)
            {
                On(happened);
            }
        });
    }

    /// <summary>Its coordinator is gone, and with it all that it knew.</summary>
    public void Die() => IsAlive = false;

    public void On(TransferEvent happened)
    {
        if (!HasEnded && IsAlive)
        {
            world.Trace(this, happened);
            Apply(_state.On(happened, world.Random.NextDouble()));
        }
    }

    public override string ToString() => $"{Id} {_state?.Phase}, {_state?.Fetched.Count} of {_state?.Plan?.Count} chunks";

    private void Apply((TransferState Next, ImmutableArray<TransferEffect> Effects) step)
    {
        _fetched = step.Next.Phase is TransferPhase.Preparing || step.Next.Refetched != _state?.Refetched ? 0 : _fetched;
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
                Tell(world.Draw(300), () => world.Happens(world.Faults.Signing)
                    ? new TransferEvent.SigningFailed(new TransferFailure(DownloadErrorKind.CredentialsUnavailable, "simulated"))
                    : new TransferEvent.SourceSigned(
                        e.Number, new ObjectSource("http://origin/object", [], e.ETag), world.SignatureLifetime));
                break;
            case TransferEffect.CreateTemporary e:
                Later(() => world.Happens(world.Faults.Disk)
                    ? new TransferEvent.CreationFailed(Disk)
                    : Claimed(world.Disk.Claim(this, e.Number)));
                break;
            case TransferEffect.Preallocate e:
                _preallocating.Add(e.Path);
                Later(() =>
                {
                    _preallocating.Remove(e.Path);
                    return world.Happens(world.Faults.Disk)
                        ? new TransferEvent.PreallocationFailed(Disk)
                        : new TransferEvent.Preallocated();
                });
                break;
            case TransferEffect.FindPartLength e:
                Later(() => world.Happens(world.Faults.Fetch)
                    ? new TransferEvent.PartLengthUnknown(SimulatedFaults.DrawFailure(world.Random), e.ETag)
                    : new TransferEvent.PartLengthFound(Origin.PartLength, e.ETag));
                break;
            case TransferEffect.SumFile e:
                Later(() => world.Happens(world.Faults.Disk) ? new TransferEvent.SummingFailed(Disk) : Summed(e));
                break;
            case TransferEffect.FindDamage e:
                Later(() => world.Disk.FindDamage(e));
                break;
            case TransferEffect.Publish e:
                Later(() => Publish(e));
                break;
            case TransferEffect.Discard e:
                Later(() =>
                {
                    world.Disk.Remove(e.Path);
                    return new TransferEvent.Discarded(e.Path);
                });
                break;
            case TransferEffect.Keep e:
                Later(() => new TransferEvent.Kept(e.Path, world.Disk.Find(e.Path)?.Header is not null));
                break;
            case TransferEffect.Offer e:
                world.Check(
                    e.Chunks.Indices.Count(_left.Contains) <= (_left.Count == e.Plan?.Count ? 1 : 0),
                    $"{Id}: chunks are fetched again that are in the file");
                _left = [];
                world.Schedule(
                    new SchedulerEvent.ChunksOffered(
                        Id,
                        new Offer(0, e.Source, e.Path, Request.Terms.Sizing, e.Plan, e.Checksum),
                        e.Chunks,
                        e.Avoid,
                        e.IsRetry,
                        e.OwnConnection));
                break;
            case TransferEffect.Resign e:
                world.Schedule(new SchedulerEvent.SourceRenewed(Id, e.Source));
                break;
            case TransferEffect.Withdraw e:
                world.Schedule(new SchedulerEvent.TransferReleased(Id));
                if (e.Answer)
                {
                    Tell(TimeSpan.Zero, () => new TransferEvent.Withdrawn());
                }

                break;
            case TransferEffect.Fence:
                world.Schedule(new SchedulerEvent.FenceWanted(Id));
                break;
            case TransferEffect.BeginJournal e:
                world.Disk.Begin(_state.Path!, e);
                FlushNowAndThen(_state.Path!);
                break;
            case TransferEffect.RecordChunk e:
                world.Disk.Find(_state.Path!)?.Record(e.Chunk);
                break;
            case TransferEffect.RereadChunks e:
                FlushNowAndThen(e.Path);
                Later(() => world.Disk.Reread(e));
                break;
            case TransferEffect.CancelWake e:
                _wakes[e.Key] = _wakes.GetValueOrDefault(e.Key) + 1;
                break;
            case TransferEffect.Wake e:
                var turn = _wakes[e.Key] = _wakes.GetValueOrDefault(e.Key) + 1;
                Tell(e.Delay, () => _wakes[e.Key] == turn ? e.Event : null, isAwaited: e.Event is not TransferEvent.SourceStale);
                break;
            case TransferEffect.End:
                HasEnded = true;
                IsAlive = false;
                world.Check(_state.IsFinal, $"{Id} ended in phase {_state.Phase}");
                world.Ended(this);
                break;
            default:
                throw new InvalidOperationException($"Unknown effect {effect}.");
        }
    }

    /// <summary>A disk may give back other bytes than it was given.</summary>
    private TransferEvent.FileSummed Summed(TransferEffect.SumFile sum)
    {
        var file = world.Disk.Find(sum.Path)!;
        if (sum.Length > 0 && world.Rots())
        {
            file.Rot(world.Rot.Next((int)sum.Length));
        }

        return new TransferEvent.FileSummed(sum.Path, sum.Length == 0 || file.VersionOf(sum.Length) == ETag ? Origin.Sum : "other");
    }

    private TransferEvent Publish(TransferEffect.Publish publish)
    {
        if (world.Happens(world.Faults.Disk))
        {
            return new TransferEvent.PublishingFailed(Disk);
        }

        world.Check(!_preallocating.Contains(publish.Path), $"{publish.Path} was published while its room was being reserved");
        var file = world.Disk.Find(publish.Path)!;
        if (publish.AsCopy && publish.Length > 0 && file.VersionOf(publish.Length) != ETag)
        {
            return new TransferEvent.PublishingFailed(new TransferFailure(DownloadErrorKind.ChecksumMismatch, "simulated"));
        }

        IsCopy = publish.AsCopy;
        Published = IsCopy ? world.Disk.Copy(file) : file;
        world.Check(
            Published.VersionOf(publish.Length) is { } version && (version.Length == 0 || version == _state.Object!.ETag),
            $"{publish.Path} was published with bytes missing or of another version");
        world.Check(Published.Owner == this, $"{publish.Path} was published by another than its owner");
        Published.IsPublished = true;
        return new TransferEvent.Published();
    }

    /// <summary>
    /// A leftover of which no byte can be missing costs no chunk twice, but for the one that asks whether the object is the same.
    /// </summary>
    private TransferEvent Claimed(TransferEvent happened)
    {
        if (happened is TransferEvent.LeftoverClaimed claimed && !world.Disk.Find(claimed.Path)!.WasCut)
        {
            _left = [.. claimed.Found.Chunks.Select(chunk => chunk.Index)];
        }

        return happened;
    }

    private void FlushNowAndThen(string path) => world.Clock.After(world.Draw(2000), () =>
    {
        if (IsAlive && world.Disk.Find(path) is { } file)
        {
            file.Flush();
            FlushNowAndThen(path);
        }
    });

    private void Later(Func<TransferEvent> happen) => Tell(world.Draw(20), happen);

    private static TransferFailure Disk => new(DownloadErrorKind.DestinationFailed, "simulated");
}
