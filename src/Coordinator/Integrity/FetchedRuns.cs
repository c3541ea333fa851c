using System.Collections.Immutable;
using ActorDownloader.Checksums;

namespace ActorDownloader.Integrity;

/// <summary>
/// The chunks that are in the file, as maximal runs of neighbours, each with the checksum of its bytes: what is kept grows with
/// the gaps between chunks, not with their number. When one run covers the plan, its checksum is the object's.
/// </summary>
/// <param name="Runs">Ascending, and never two that touch.</param>
internal sealed record FetchedRuns(ImmutableList<FetchedRuns.Run> Runs)
{
    private static readonly Comparer<Run> ByStart = Comparer<Run>.Create(static (a, b) => a.Start.CompareTo(b.Start));

    /// <summary>Nothing is fetched.</summary>
    public static readonly FetchedRuns Empty = new(ImmutableList<Run>.Empty);

    /// <summary>How many chunks are fetched.</summary>
    public int Count { get; private init; }

    /// <summary>How many bytes they hold.</summary>
    public long Length { get; private init; }

    /// <summary>Whether the chunk is among them.</summary>
    public bool Contains(int index) => Before(index) is >= 0 and var at && index < Runs[at].End;

    /// <summary>Adds a chunk. One that is there already changes nothing.</summary>
    public FetchedRuns Add(int index, long length, ulong checksum, ChecksumAlgorithm algorithm)
    {
        var at = Before(index);
        var before = at >= 0 ? Runs[at] : null;
        if (index < before?.End)
        {
            return this;
        }

        var run = new Run(index, index + 1, length, checksum);
        var runs = Runs;
        if (at + 1 < runs.Count && runs[at + 1] is var after && after.Start == run.End)
        {
            run = run.Append(after, algorithm);
            runs = runs.RemoveAt(at + 1);
        }

        runs = before?.End == index ? runs.SetItem(at, before.Append(run, algorithm)) : runs.Insert(at + 1, run);
        return new FetchedRuns(runs) { Count = Count + 1, Length = Length + length };
    }

    /// <summary>The one run that holds everything.</summary>
    /// <exception cref="InvalidOperationException">There are gaps.</exception>
    public Run Whole => Runs is [var only] ? only : throw new InvalidOperationException($"{Runs.Count} runs are not one.");

    /// <summary>Where the last run is that starts at the chunk or before it; -1 where none does.</summary>
    private int Before(int index)
    {
        var at = Runs.BinarySearch(new Run(index, index, 0, 0), ByStart);
        return at >= 0 ? at : ~at - 1;
    }

    /// <summary>
    /// Chunks <paramref name="Start"/> up to, not including, <paramref name="End"/>: their length in bytes and their checksum.
    /// </summary>
    internal sealed record Run(int Start, int End, long Length, ulong Checksum)
    {
        public Run Append(Run next, ChecksumAlgorithm algorithm) =>
            new(Start, next.End, Length + next.Length, algorithm.Combine(Checksum, next.Checksum, next.Length));
    }
}
