using System.Collections.Immutable;
using ActorDownloader.Integrity;
using ActorDownloader.Messages;
using ActorDownloader.Planning;

namespace ActorDownloader.Transfers;

/// <summary>
/// One transfer's whole life as a value: state and event in, state and effects out. Every transfer that starts reaches exactly one
/// final phase; the first failure wins; a chunk counts once however often it is reported. Nothing here knows actors, sockets or clocks.
/// </summary>
internal sealed partial record TransferState
{
    private const string ResignKey = "resign";

    private TransferState(TransferTerms terms) => Terms = terms;

    public TransferTerms Terms { get; }

    public TransferPhase Phase { get; private init; }

    /// <summary>The current signature; null until there is one.</summary>
    public ObjectSource? Source { get; private init; }

    /// <summary>The temporary file, from its creation to its end.</summary>
    public string? Path { get; private init; }

    /// <summary>What was discovered; null until it was.</summary>
    public ObjectFacts? Object { get; private init; }

    public ChunkPlan? Plan { get; private init; }

    /// <summary>Whether everything behind chunk 0 has been offered.</summary>
    public bool RestOffered { get; private init; }

    public FetchedRuns Fetched { get; private init; } = FetchedRuns.Empty;

    /// <summary>Bytes so far of each chunk in flight.</summary>
    public ImmutableDictionary<int, long> InFlight { get; private init; } = ImmutableDictionary<int, long>.Empty;

    /// <summary>Chunks that have failed or were lost and are not fetched yet.</summary>
    public ImmutableDictionary<int, ChunkTrouble> Troubles { get; private init; } = ImmutableDictionary<int, ChunkTrouble>.Empty;

    public ImmutableList<WorkerShare> Shares { get; private init; } = [];

    public int Requests { get; private init; }

    public int Retries { get; private init; }

    /// <summary>How many chunks were fetched a second time beside a slow first.</summary>
    public int Hedges { get; private init; }

    /// <summary>Bytes that came twice for it.</summary>
    public long HedgedBytes { get; private init; }

    /// <summary>Why it fails; set once.</summary>
    public TransferFailure? Failure { get; private init; }

    /// <summary>What was proven; set when all bytes are there.</summary>
    public ObjectValidation? Validation { get; private init; }

    /// <summary>Whether later requests name the version that the first answer named, though the caller did not.</summary>
    public VersionPin Pin { get; private init; }

    /// <summary>Chunks to offer as soon as there is a new signature, and whom to spare them.</summary>
    public ImmutableList<TransferEvent.RetryDue> AwaitingSignature { get; private init; } = [];

    /// <summary>How many signatures were wished for; an answer to an earlier wish is out of date.</summary>
    private int SignatureNumber { get; init; }

    private bool CreatingTemporary { get; init; }

    /// <summary>Whether the temporary file is being removed to make room for another.</summary>
    private bool Renewing { get; init; }

    /// <summary>How many temporary files were made.</summary>
    private int Temporaries { get; init; }

    /// <summary>Why the object is to be discovered again; null the first time.</summary>
    private TransferEvent.RetryDue? DiscoveryDue { get; init; }

    private bool Preallocating { get; init; }

    private bool Signing { get; init; }

    /// <summary>Whether this is the end.</summary>
    public bool IsFinal => Phase is TransferPhase.Completed or TransferPhase.Failed or TransferPhase.Cancelled;

    /// <summary>Bytes in the file: of fetched chunks and of those in flight.</summary>
    public long BytesDone => InFlight.IsEmpty ? Fetched.Length : Fetched.Length + InFlight.Values.Sum();

    /// <summary>The beginning of every transfer.</summary>
    public static (TransferState State, ImmutableArray<TransferEffect> Effects) Start(TransferTerms terms) =>
        new TransferState(terms).Sign();

    /// <summary>What follows from an event. Total: an event that comes too late changes nothing.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="chance">A random number in [0, 1), for the pause before a retry.</param>
    /// <exception cref="InvalidOperationException">The event is of an unknown type.</exception>
    public (TransferState Next, ImmutableArray<TransferEffect> Effects) On(TransferEvent happened, double chance) =>
        RestartedIfOutdated(Follow(happened, chance));

    private (TransferState Next, ImmutableArray<TransferEffect> Effects) Follow(
        TransferEvent happened, double chance) => (Phase, happened) switch
    {
        (TransferPhase.Completed or TransferPhase.Failed or TransferPhase.Cancelled, _) => (this, []),

        (TransferPhase.Discarding, TransferEvent.TemporaryCreated e) =>
            (this with { CreatingTemporary = false, Path = e.Path }, [new TransferEffect.Discard(e.Path)]),
        (TransferPhase.Discarding, TransferEvent.LeftoverClaimed e) => ReleaseLeftover(e),
        (TransferPhase.Discarding, TransferEvent.Kept e) when e.Path == Path => OnKept(e),
        (TransferPhase.Discarding, TransferEvent.CreationFailed) => End(),
        (TransferPhase.Discarding, TransferEvent.Discarded e) when e.Path == Path => End(),
        (TransferPhase.Discarding, _) => (this, []),

        (TransferPhase.Verifying, TransferEvent.FileSummed e) when e.Path == Path => OnSummed(e.Value),
        (TransferPhase.Verifying, TransferEvent.SummingFailed e) => Fail(e.Failure),
        (TransferPhase.Verifying, TransferEvent.DamageFound e) when Doubt is not null && e.Path == Path => OnDamageFound(e),
        (TransferPhase.Verifying, TransferEvent.CancelRequested e) => (this with { IsPaused = e.Keep }).Discard(null),
        (TransferPhase.Verifying, _) => (this, []),

        (TransferPhase.Publishing, TransferEvent.Published) => (this with { Phase = TransferPhase.Completed }, [new TransferEffect.End()]),
        (TransferPhase.Publishing, TransferEvent.PublishingFailed e) => Fail(e.Failure),
        (TransferPhase.Publishing, _) => (this, []),

        (_, TransferEvent.CancelRequested e) => (this with { IsPaused = e.Keep }).Discard(null),
        (_, TransferEvent.SigningFailed e) => Fail(e.Failure),
        (_, TransferEvent.WorkersUnavailable e) => Fail(new TransferFailure(DownloadErrorKind.WorkersUnavailable, e.Reason)),
        (TransferPhase.Preparing, _) when Restarting => OnRestarting(happened),
        (_, TransferEvent.SourceSigned e) => OnSigned(e),
        (_, TransferEvent.SourceStale) => Signing ? (this, []) : Sign(),

        (_, TransferEvent.TemporaryCreated e) when CreatingTemporary => OnTemporary(e),
        (_, TransferEvent.LeftoverClaimed e) when CreatingTemporary => OnLeftover(e),
        (_, TransferEvent.CreationFailed e) when CreatingTemporary => (this with { CreatingTemporary = false }).Fail(e.Failure),
        (TransferPhase.Preparing, _) => (this, []),

        (_, TransferEvent.Discarded e) when Renewing && e.Path == Path => CreateNext(),
        (_, TransferEvent.Preallocated) => (this with { Preallocating = false }).Settle(),
        (_, TransferEvent.PreallocationFailed e) => Fail(e.Failure),
        (_, TransferEvent.Discovered e) => Journaled(OnDiscovered(e.Object)),
        (_, TransferEvent.ChunkFetched e) => Recorded(e, OnFetched(e)),
        (_, TransferEvent.ChunkFailed e) => OnChunkFailed(e, chance),
        (_, TransferEvent.ChunksReread e) => Fence is WriteFence.Rereading ? OnCompared(e) : OnReread(e),
        (_, TransferEvent.Fenced) => OnFenced(),
        (_, TransferEvent.FenceOverdue) => OnFenceOverdue(),
        (_, TransferEvent.ChunkLost e) => OnChunkLost(e),
        (_, TransferEvent.ChunkProgressed e) => OnProgressed(e),
        (_, TransferEvent.ChunkHedged e) => ((this with { Hedges = Hedges + 1 }).Contest(e.Index), []),
        (_, TransferEvent.CopyDropped e) => (this with { Requests = Requests + 1, HedgedBytes = HedgedBytes + e.Bytes }, []),
        (_, TransferEvent.RetryDue e) => OnRetryDue(e),
        // An answer about the object that was given up for another.
        (_, TransferEvent.PartLengthFound { ETag: { } asked }) when asked != Object?.ETag => (this, []),
        (_, TransferEvent.PartLengthUnknown { ETag: { } asked }) when asked != Object?.ETag => (this, []),
        (_, TransferEvent.PartLengthFound e) => OnPartLength(e.Length),
        (_, TransferEvent.PartLengthUnknown e) => OnPartLengthUnknown(e.Failure, chance),
        (_, TransferEvent.PartLengthDue) => (this, [AskPartLength()]),
        (_, TransferEvent.TemporaryCreated or TransferEvent.CreationFailed or TransferEvent.LeftoverClaimed) => (this, []),
        (_, TransferEvent.Published or TransferEvent.PublishingFailed or TransferEvent.Discarded or TransferEvent.Kept) => (this, []),
        (_, TransferEvent.FileSummed or TransferEvent.SummingFailed or TransferEvent.DamageFound or TransferEvent.Withdrawn) => (this, []),
        _ => throw new InvalidOperationException($"Unknown transfer event {happened.GetType().Name}."),
    };

    private (TransferState, ImmutableArray<TransferEffect>) OnSigned(TransferEvent.SourceSigned signed)
    {
        if (signed.Number != SignatureNumber)
        {
            return (this, []);
        }

        var next = this with { Source = signed.Source, Signing = false, AwaitingSignature = [] };
        var renewal = new TransferEffect.Wake(ResignKey, new TransferEvent.SourceStale(), signed.Lifetime);
        if (Phase is TransferPhase.Preparing)
        {
            return CreatingTemporary
                ? (next, [renewal])
                : (next with
                {
                    CreatingTemporary = true,
                    Temporaries = Temporaries + 1
                }, [new TransferEffect.CreateTemporary(Temporaries + 1), renewal]);
        }

        (next, var effects) = next.OfferRest();
        effects = [new TransferEffect.Resign(signed.Source), renewal, .. effects];
        foreach (var due in AwaitingSignature)
        {
            (next, var again) = next.OfferAgain(due);
            effects = [.. effects, .. again];
        }

        return (next, effects);
    }

    private (TransferState, ImmutableArray<TransferEffect>) Sign(FetchFailure? refusal = null) =>
        (this with { Signing = true, SignatureNumber = SignatureNumber + 1 },
         [new TransferEffect.Sign(SignatureNumber + 1, PinnedVersion, PinnedETag, refusal)]);

    private string? PinnedVersion => Terms.VersionId ?? (Pin is VersionPin.Discovered ? Object?.VersionId : null);

    private string? PinnedETag => Object?.ETag ?? Terms.ExpectedETag;

    private (TransferState, ImmutableArray<TransferEffect>) OnTemporary(TransferEvent.TemporaryCreated created) =>
        (this with
        {
            Phase = TransferPhase.Running,
            CreatingTemporary = false,
            Path = created.Path,
            NotReused = NotReused ?? created.Remark
        },
         [new TransferEffect.Offer(
             Source!,
             created.Path,
             null,
             default,
             IndexRanges.Of(0, 1),
             DiscoveryDue?.Avoid,
             DiscoveryDue is { IsAfterLoss: false },
             DiscoveryDue is { OwnConnection: true })]);

    private (TransferState, ImmutableArray<TransferEffect>) Fail(TransferFailure failure) => Discard(failure);

    /// <summary>The one way out that leaves nothing behind; the failure is null for a cancellation.</summary>
    private (TransferState, ImmutableArray<TransferEffect>) Discard(TransferFailure? failure)
    {
        var next = this with { Phase = TransferPhase.Discarding, Failure = failure, InFlight = InFlight.Clear() };
        return (CreatingTemporary, Path) switch
        {
            (true, _) => (next, [new TransferEffect.Withdraw()]),
            (_, null) => next.EndUnseen(),
            (_, { } path) => (next, [new TransferEffect.Withdraw(), next.LetGoOf(path)]),
        };
    }

    /// <summary>Ends a transfer that has no file; what it offered when it had one goes with it.</summary>
    private (TransferState, ImmutableArray<TransferEffect>) EndUnseen()
    {
        var (ended, effects) = End();
        return (ended, Temporaries > 0 ? [new TransferEffect.Withdraw(), .. effects] : effects);
    }

    private (TransferState, ImmutableArray<TransferEffect>) End() =>
        (this with { Phase = Failure is null ? TransferPhase.Cancelled : TransferPhase.Failed, Path = null }, [new TransferEffect.End()]);
}
