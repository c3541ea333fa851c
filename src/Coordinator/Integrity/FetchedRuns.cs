using System.Collections.Immutable;
using ActorDownloader.Checksums;

namespace ActorDownloader.Integrity;

/// <summary>
/// The chunks that are in the file, as maximal runs of neighbours, each with the checksum of its bytes: what is kept grows with
/// the gaps between chunks, not with their number. When one run covers the plan, its checksum is the object's.
/// </summary>
internal sealed record FetchedRuns(ImmutableSortedDictionary<int, FetchedRuns.Run> ByStart)
{
    /// <summary>Nothing is fetched.</summary>
    public static readonly FetchedRuns Empty = new(ImmutableSortedDictionary<int, Run>.Empty);

    /// <summary>How many chunks are fetched.</summary>
    public int Count { get; private init; }

    /// <summary>How many bytes they hold.</summary>
    public long Length { get; private init; }

    /// <summary>Whether the chunk is among them.</summary>
    public bool Contains(int index) => RunBefore(index) is { } run && index < run.End;

    /// <summary>Adds a chunk. One that is there already changes nothing.</summary>
    public FetchedRuns Add(int index, long length, ulong checksum, ChecksumAlgorithm algorithm)
    {
        if (Contains(index))
        {
            return this;
        }

        var byStart = ByStart;
        var run = new Run(index, index + 1, length, checksum);
        if (RunBefore(index) is { } before && before.End == index)
        {
            run = before.Append(run, algorithm);
        }

        if (byStart.TryGetValue(index + 1, out var after))
        {
            byStart = byStart.Remove(after.Start);
            run = run.Append(after, algorithm);
        }

        return new FetchedRuns(byStart.SetItem(run.Start, run)) { Count = Count + 1, Length = Length + length };
    }

    /// <summary>The one run that holds everything.</summary>
    /// <exception cref="InvalidOperationException">There are gaps.</exception>
    public Run Whole => ByStart.Count == 1 ? ByStart.Values.First() : throw new InvalidOperationException($"{ByStart.Count} runs are not one.");

    private Run? RunBefore(int index)
    {
        // The runs are few (gaps among the chunks in flight), so a walk costs less than a second index.
        Run? found = null;
        foreach (var (start, run) in ByStart)
        {
            if (start > index)
            {
                break;
            }

            found = run;
        }

        return found;
    }

    /// <summary>Chunks <paramref name="Start"/> up to, not including, <paramref name="End"/>: their length in bytes and their checksum.</summary>
    internal sealed record Run(int Start, int End, long Length, ulong Checksum)
    {
        public Run Append(Run next, ChecksumAlgorithm algorithm) =>
            new(Start, next.End, Length + next.Length, algorithm.Combine(Checksum, next.Checksum, next.Length));
    }
}
