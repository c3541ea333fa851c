using System.Collections.Immutable;
using ActorDownloader.Integrity;
using ActorDownloader.Journaling;
using ActorDownloader.Planning;

namespace ActorDownloader.Transfers;

/// <content>
/// Going on where an earlier run ended. Its chunks count once two have spoken: the reader, who found the bytes that the journal says, and
/// the origin, who gave a chunk under the same ETag. Where the origin says otherwise before that, everything begins anew, once.
/// </content>
internal sealed partial record TransferState
{
    /// <summary>Why what an earlier run left is not used; null where there was nothing, or it is.</summary>
    public string? NotReused { get; private init; }

    /// <summary>Bytes of an earlier run that count.</summary>
    public long BytesReused { get; private init; }

    /// <summary>Chunks of an earlier run that had other bytes than its journal says.</summary>
    public int DamagedChunks { get; private init; }

    /// <summary>Bytes that were left for a later run, at the end of a transfer that did not complete.</summary>
    public long BytesKept { get; private init; }

    /// <summary>Whether the origin was asked for the object's checksums when the object was discovered.</summary>
    public bool ChecksumsAsked { get; private init; }

    /// <summary>Whether an end that is not success leaves the file for a later run.</summary>
    public bool KeepsPartial => Terms.KeepPartial || IsPaused;

    /// <summary>Whether a later run could go on where this one ends.</summary>
    private bool IsJournaled { get; init; }

    /// <summary>Whether the transfer goes on where an earlier run ended.</summary>
    public bool IsResumed { get; private init; }

    /// <summary>Whether a chunk has come in this run, so that the object is what it was.</summary>
    private bool IsConfirmed { get; init; }

    /// <summary>Whether the file of an earlier run is given up to begin anew.</summary>
    private bool Restarting { get; init; }

    /// <summary>How often everything began anew because the bytes were not those of the checksum.</summary>
    public int Mismatches { get; private init; }

    /// <summary>How often everything began anew because the object was overwritten on the way.</summary>
    public int Changes { get; private init; }

    /// <summary>Whether the caller wants to go on later.</summary>
    private bool IsPaused { get; init; }

    /// <summary>Chunks to offer with the next signature; null for all behind the first.</summary>
    private IndexRanges? Missing { get; init; }

    /// <summary>Chunks that have their bytes, until the origin has spoken.</summary>
    private ImmutableList<JournaledChunk> Intact { get; init; } = [];

    /// <summary>Bytes of chunks that nobody has read yet.</summary>
    private long BytesUnread { get; init; }

    private (TransferState, ImmutableArray<TransferEffect>) OnLeftover(TransferEvent.LeftoverClaimed claimed)
    {
        var (header, chunks) = claimed.Found;
        var next = this with
        {
            CreatingTemporary = false,
            Path = claimed.Path,
            IsJournaled = true,
            IsResumed = true,
            BytesUnread = chunks.Sum(chunk => chunk.Length)
        };
        if (Contradiction(header) is { } reason)
        {
            return next.Restart(reason);
        }

        // Something is always asked for: whether the object is still the same only the origin knows.
        var trusted = chunks.Length < header.Plan.Count ? chunks : chunks.Remove(chunks.MinBy(chunk => chunk.Length));
        next = next with
        {
            Phase = TransferPhase.Running,
            Object = header.Object,
            Plan = header.Plan,
            ChecksumsAsked = header.ChecksumsAsked,
            Pin = Terms.VersionId is null && header.Object.VersionId is not null ? VersionPin.Discovered : VersionPin.None,
            Missing = IndexRanges.Except(header.Plan.Count, trusted.Select(chunk => chunk.Index)),
            BytesUnread = trusted.Sum(chunk => chunk.Length),
            Preallocating = true,
        };
        // What the proof takes beyond the chunks is asked for when the object is known to be the same.
        (next, var unproven) = next.ChooseProof(header.Object);
        if (next.Phase is TransferPhase.Discarding)
        {
            return (next, unproven);
        }

        var (begun, effects) = next.Pin is VersionPin.Discovered
            ? next.Sign()
            : (next with { Source = Source! with { ETag = header.Object.ETag } }).OfferRest();
        return (begun, [
            .. effects,
            new TransferEffect.Preallocate(claimed.Path, header.Object.Length),
            .. trusted.IsEmpty
                ? []
                : (TransferEffect[])[new TransferEffect.RereadChunks(claimed.Path, header.Plan, header.Object.ChunkChecksum, trusted)]
        ]);
    }

    /// <summary>What the request says of the object that the journal says otherwise.</summary>
    private string? Contradiction(JournalHeader header) => header.Object switch
    {
        var found when Terms.ExpectedLength is { } length && length != found.Length =>
            $"It was begun with an object of {found.Length} bytes, and {length} are expected.",
        var found when Terms.ExpectedETag is { } etag && etag != found.ETag =>
            $"It was begun with the ETag {found.ETag}, and {etag} is expected.",
        var found when Terms.ChecksumMode is ChecksumMode.Required
            && !header.ChecksumsAsked
            && ObjectProof.Of(found, Terms.ChecksumMode, Terms.ETagIsMd5) is ObjectProof.Missing =>
            "It was begun without asking for a checksum of the object, and one is required.",
        _ => null,
    };

    private (TransferState, ImmutableArray<TransferEffect>) OnReread(TransferEvent.ChunksReread told)
    {
        if (told.Path != Path)
        {
            return (this, []);
        }

        var damaged = told.Damaged.Select(chunk => chunk.Index).Order().ToImmutableArray();
        var next = this with
        {
            Intact = Intact.AddRange(told.Intact),
            BytesUnread = BytesUnread - told.Intact.Sum(chunk => chunk.Length) - told.Damaged.Sum(chunk => chunk.Length),
            DamagedChunks = DamagedChunks + damaged.Length,
        };
        var (counted, effects) = next.CountIntact();
        if (damaged.IsEmpty || counted.Phase is not TransferPhase.Running)
        {
            return (counted, effects);
        }

        var again = IndexRanges.Only(damaged);
        return RestOffered
            ? (counted, [.. effects, counted.Offer(again, null)])
            : (counted with { Missing = (Missing ?? IndexRanges.Empty).Union(again) }, effects);
    }

    /// <summary>Takes in what was read, if the origin has spoken.</summary>
    private (TransferState, ImmutableArray<TransferEffect>) CountIntact()
    {
        if (!IsConfirmed || Intact.IsEmpty)
        {
            return (this, []);
        }

        var algorithm = Object!.ChunkChecksum.Algorithm();
        var fetched = Intact.Aggregate(Fetched, (all, chunk) => all.Add(chunk.Index, chunk.Length, chunk.Checksum, algorithm));
        return (this with { Fetched = fetched, Intact = [], BytesReused = BytesReused + fetched.Length - Fetched.Length }).Settle();
    }

    /// <summary>After a discovery: what a later run has to know is written down, where there can be one.</summary>
    private (TransferState, ImmutableArray<TransferEffect>) Journaled((TransferState Next, ImmutableArray<TransferEffect> Effects) step)
    {
        var (next, effects) = step;
        if (Object is not null || next is not { Phase: TransferPhase.Running, Object: { } found, Plan: { Count: > 1 } plan })
        {
            return step;
        }

        var asked = Terms.ChecksumMode is not ChecksumMode.Off;
        next = next with { ChecksumsAsked = asked };

        // Without a strong ETag nothing could tell a later run that the object is still the same, byte for byte.
        return found.ETag is null || found.ETag.StartsWith("W/", StringComparison.Ordinal)
            ? (next, effects)
            : (next with { IsJournaled = true }, [new TransferEffect.BeginJournal(found, plan, asked), .. effects]);
    }

    /// <summary>After a chunk: it is written down, and the first one is the origin's word.</summary>
    private (TransferState, ImmutableArray<TransferEffect>) Recorded(
        TransferEvent.ChunkFetched fetched, (TransferState Next, ImmutableArray<TransferEffect> Effects) step)
    {
        var (next, effects) = step;
        if (!IsJournaled || next.Fetched.Count == Fetched.Count)
        {
            return step;
        }

        var record = new TransferEffect.RecordChunk(new JournaledChunk(fetched.Index, fetched.Length, fetched.Checksum.Value));
        if (next.Phase is not TransferPhase.Running)
        {
            return (next, [record, .. effects]);
        }

        ImmutableArray<TransferEffect> ask = IsResumed && !IsConfirmed && Proof is ObjectProof.OfFile { NeedsPartLength: true }
            ? [AskPartLength()]
            : [];
        var (counted, more) = (next with { IsConfirmed = true }).CountIntact();
        return (counted, [record, .. effects, .. ask, .. more]);
    }

    /// <summary>
    /// After a failure that may be the leftover's: that is given up, and everything begins anew. A leftover cannot be begun with twice, so
    /// this happens once. And after one that another try may spare the caller, as often as the rules have it.
    /// </summary>
    private (TransferState Next, ImmutableArray<TransferEffect> Effects) RestartedIfOutdated(
        (TransferState Next, ImmutableArray<TransferEffect> Effects) step)
    {
        if (Phase is not (TransferPhase.Running or TransferPhase.Verifying or TransferPhase.Publishing)
            || step.Next is not { Phase: TransferPhase.Discarding, Failure: { } failure })
        {
            return step;
        }

        var told = this with { Requests = step.Next.Requests, Earlier = step.Next.Earlier };
        return IsResumed && BlameOf(failure) is { } reason ? told.Restart($"{reason}: {failure.Message}")
            : failure.Kind is DownloadErrorKind.ChecksumMismatch
                && Mismatches + Mends < Terms.Retry.MismatchRestarts ? (told with { Mismatches = Mismatches + 1 }).Restart(NotReused)
            : failure.Kind is DownloadErrorKind.ObjectChanged
                && Changes < Terms.Retry.ChangeRestarts
                && !IsOneVersionAsked ? (told with { Changes = Changes + 1 }).Restart(NotReused)
            : step;
    }

    /// <summary>Whether another version than the first would be an error even if all bytes came from it.</summary>
    private bool IsOneVersionAsked => Terms.ExpectedETag is not null || Terms.VersionId is not null;

    /// <summary>
    /// What a failure says against the leftover; null if nothing. When a chunk has come under its ETag, a change is one of just now. A
    /// wrong checksum is the leftover's too: what it was written down from may have come wrong.
    /// </summary>
    private string? BlameOf(TransferFailure failure) => failure switch
    {
        { Kind: DownloadErrorKind.ObjectChanged or DownloadErrorKind.NotFound or DownloadErrorKind.InvalidAnswer }
            or { Fetch.HttpStatus: 416 } when !IsConfirmed =>
            "The object has changed since",
        { Kind: DownloadErrorKind.ChecksumMismatch } => "The bytes of the earlier run and of this one are not the object's",
        _ => null,
    };

    /// <summary>First nothing more may come of the old file's chunks, then it goes, then the transfer is as at its beginning.</summary>
    private (TransferState, ImmutableArray<TransferEffect>) Restart(string? reason) =>
        (new TransferState(Terms)
        {
            Path = Path,
            Restarting = true,
            NotReused = reason,
            Temporaries = Temporaries,
            SignatureNumber = SignatureNumber,
            Requests = Requests,
            Retries = Retries,
            Hedges = Hedges,
            HedgedBytes = HedgedBytes,
            Mismatches = Mismatches,
            Mends = Mends,
            Earlier = Earlier,
            Refetched = Refetched,
            Changes = Changes,
        },
        [
            .. Troubles.Keys.Select(RetryKey).Append(PartLengthKey).Select(key => new TransferEffect.CancelWake(key)),
            new TransferEffect.Withdraw(Answer: true)
        ]);

    private static string RetryKey(int index) => $"retry-{index}";

    private (TransferState, ImmutableArray<TransferEffect>) OnRestarting(TransferEvent happened) => happened switch
    {
        TransferEvent.Withdrawn => (this, [new TransferEffect.Discard(Path!)]),
        TransferEvent.Discarded e when e.Path == Path => (this with { Path = null, Restarting = false }).Sign(),
        _ => (this, []),
    };

    /// <summary>What becomes of the file of a transfer that does not complete.</summary>
    private TransferEffect LetGoOf(string path) => IsWorthKeeping ? new TransferEffect.Keep(path) : new TransferEffect.Discard(path);

    /// <summary>Bytes that a later run would find.</summary>
    private long BytesLeft => Fetched.Length + Intact.Sum(chunk => chunk.Length) + BytesUnread;

    private bool IsWorthKeeping => IsJournaled && BytesLeft > 0 && Failure?.Kind switch
    {
        // Bytes of the wrong version, or bytes that are proven wrong: nobody can go on with them.
        DownloadErrorKind.ObjectChanged or DownloadErrorKind.ChecksumMismatch or DownloadErrorKind.SizeMismatch => false,
        null => KeepsPartial,
        // What an earlier run left is not lost because the origin cannot be reached now.
        _ => KeepsPartial || (IsResumed && !IsConfirmed),
    };

    /// <summary>A leftover that is there only after the end.</summary>
    private (TransferState, ImmutableArray<TransferEffect>) ReleaseLeftover(TransferEvent.LeftoverClaimed claimed)
    {
        var next = this with
        {
            CreatingTemporary = false,
            Path = claimed.Path,
            IsJournaled = true,
            IsResumed = true,
            BytesUnread = claimed.Found.Chunks.Sum(chunk => chunk.Length)
        };
        return (next, [next.LetGoOf(claimed.Path)]);
    }

    private (TransferState, ImmutableArray<TransferEffect>) OnKept(TransferEvent.Kept kept) =>
        (this with { BytesKept = kept.Stays ? BytesLeft : 0 }).End();
}
