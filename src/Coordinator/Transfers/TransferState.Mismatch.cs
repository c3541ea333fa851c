using System.Collections.Immutable;
using System.Globalization;
using ActorDownloader.Integrity;
using ActorDownloader.Journaling;
using ActorDownloader.Planning;

namespace ActorDownloader.Transfers;

/// <content>
/// What follows when the whole has another checksum than the origin's. The journal knows what each chunk was when it came. Chunks that the
/// file has otherwise were damaged in it, and only they are fetched again. Where the file has what came, anything may have come wrong: all
/// is fetched again, and what then comes otherwise is what was wrong.
/// </content>
internal sealed partial record TransferState
{
    private const int MostNamed = 8;

    /// <summary>Chunks that were there and had wrong bytes, and were fetched again.</summary>
    public ImmutableSortedSet<int> Refetched { get; private init; } = [];

    /// <summary>The mismatch whose cause is being looked for.</summary>
    private TransferFailure? Doubt { get; init; }

    /// <summary>How often damaged chunks were fetched again by themselves.</summary>
    private int Mends { get; init; }

    /// <summary>What chunks were before all began anew; null if it did not, or nothing is known.</summary>
    private EarlierCopy? Earlier { get; init; }

    /// <summary>The same, where it can be compared with: it was of this version, cut like this.</summary>
    private EarlierCopy? Comparable => Earlier is { } earlier && earlier.Plan == Plan && earlier.ETag == Object?.ETag ? earlier : null;

    private bool MayMend => Mismatches + Mends < Terms.Retry.MismatchRestarts || (IsResumed && Mends == 0);

    /// <summary>
    /// All bytes are there, and are not those of the checksum. Before it fails for that, the journal is asked which are wrong.
    /// </summary>
    private (TransferState, ImmutableArray<TransferEffect>) OnMismatch(TransferFailure failure) => IsJournaled
        ? (this with { Phase = TransferPhase.Verifying, Doubt = failure },
            [new TransferEffect.Withdraw(), new TransferEffect.FindDamage(Path!, Plan!.Value, Object!.ChunkChecksum)])
        : Fail(failure);

    private (TransferState, ImmutableArray<TransferEffect>) OnDamageFound(TransferEvent.DamageFound told)
    {
        var plan = Plan!.Value;
        var isAllKnown = told.Came.Length == plan.Count;
        var damaged = IsFileInDoubt ? told.Damaged : [];
        if (isAllKnown && !damaged.IsEmpty && MayMend)
        {
            return Mend(told.Came, [.. damaged.Select(chunk => chunk.Index)]);
        }

        var came = isAllKnown ? new EarlierCopy(Object!.ETag, plan, [.. told.Came.Select(chunk => chunk.Checksum)]) : null;
        return (this with { Earlier = came }).Fail(Doubt! with { Message = $"{Doubt.Message} {Explain(damaged)}" });
    }

    /// <summary>
    /// Whether it was the file that was found wrong, or what had come for it is right. Otherwise the wrong bytes came so, and what the file
    /// has in place of them is another matter.
    /// </summary>
    private bool IsFileInDoubt =>
        Proof is not ObjectProof.OfChunks proof
            || Object!.ChunkChecksum.Algorithm().ToBase64(Fetched.Whole.Checksum) == proof.Reported.Value;

    private (TransferState, ImmutableArray<TransferEffect>) Mend(ImmutableArray<JournaledChunk> came, ImmutableSortedSet<int> damaged)
    {
        var algorithm = Object!.ChunkChecksum.Algorithm();
        return (this with
        {
            Phase = TransferPhase.Running,
            Doubt = null,
            Mends = Mends + 1,
            Refetched = Refetched.Union(damaged),
            Fetched = came.Where(chunk => !damaged.Contains(chunk.Index))
                .Aggregate(FetchedRuns.Empty, (all, chunk) => all.Add(chunk.Index, chunk.Length, chunk.Checksum, algorithm)),
            Contested = [],
            Written = [],
            Fence = Fence is WriteFence.GivenUp ? Fence : WriteFence.Open,
            RestOffered = false,
            Missing = IndexRanges.Only([.. damaged]),
        }).Sign();
    }

    /// <summary>Notes a chunk that is not what it was before all began anew.</summary>
    private TransferState Compared(JournaledChunk chunk) =>
        Comparable is { } earlier && earlier.Checksums[chunk.Index] != chunk.Checksum
            ? this with { Refetched = Refetched.Add(chunk.Index) }
            : this;

    private string Explain(ImmutableArray<JournaledChunk> damaged)
    {
        if (!damaged.IsEmpty)
        {
            // What two have written was not the disk's doing.
            var again = Mends > 0 ? " again" : "";
            var advice = damaged.Any(chunk => Contested.Contains(chunk.Index)) ? "" : ": look at the disk";
            return $"In the file, {Name([.. damaged.Select(chunk => chunk.Index)])} {Verb(damaged.Length)} other bytes{again} than came{advice}.";
        }

        return Comparable is null ? "The file has the bytes that came."
            : Refetched.IsEmpty ? "All chunks came twice with the same bytes: the origin has these, and its checksum is of others."
            : $"{Capitalized(Name(Refetched))} came with other bytes the second time: look at the network and the origin.";
    }

    private static string Name(ImmutableSortedSet<int> chunks) => (chunks.Count == 1 ? "chunk " : "chunks ")
        + string.Join(", ", chunks.Take(MostNamed).Select(index => index.ToString(CultureInfo.InvariantCulture)))
        + (chunks.Count > MostNamed ? $" and {chunks.Count - MostNamed} more" : "");

    private static string Verb(int count) => count == 1 ? "has" : "have";

    private static string Capitalized(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>The chunks' checksums, by index, of a version that was cut like this.</summary>
    private sealed record EarlierCopy(string? ETag, ChunkPlan Plan, ImmutableArray<ulong> Checksums);
}
