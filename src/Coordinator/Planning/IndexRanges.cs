using System.Collections.Immutable;

namespace ActorDownloader.Planning;

/// <summary>A set of chunk indices kept as ascending half-open runs: its cost is the number of gaps, not of chunks.</summary>
internal sealed record IndexRanges(ImmutableList<IndexRanges.Run> Runs)
{
    private static readonly Comparer<Run> ByStart = Comparer<Run>.Create(static (a, b) => a.Start.CompareTo(b.Start));

    /// <summary>No index.</summary>
    public static readonly IndexRanges Empty = new(ImmutableList<Run>.Empty);

    /// <summary>The indices from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public static IndexRanges Of(int start, int end) => start < end ? new IndexRanges([new Run(start, end)]) : Empty;

    /// <summary>Just these indices.</summary>
    /// <param name="indices">Ascending, each once.</param>
    public static IndexRanges Only(IEnumerable<int> indices)
    {
        var runs = ImmutableList.CreateBuilder<Run>();
        foreach (var index in indices)
        {
            if (runs.Count > 0 && runs[^1].End == index)
            {
                runs[^1] = new Run(runs[^1].Start, index + 1);
            }
            else
            {
                runs.Add(new Run(index, index + 1));
            }
        }

        return new IndexRanges(runs.ToImmutable());
    }

    /// <summary>The indices from 0 up to, not including, <paramref name="end"/> that are not among some.</summary>
    /// <param name="end">Not less than any of those.</param>
    /// <param name="others">Ascending, each once.</param>
    public static IndexRanges Except(int end, IEnumerable<int> others)
    {
        var runs = ImmutableList.CreateBuilder<Run>();
        var start = 0;
        foreach (var other in others)
        {
            if (start < other)
            {
                runs.Add(new Run(start, other));
            }

            start = other + 1;
        }

        if (start < end)
        {
            runs.Add(new Run(start, end));
        }

        return new IndexRanges(runs.ToImmutable());
    }

    /// <summary>Whether no index is left.</summary>
    public bool IsEmpty => Runs.IsEmpty;

    /// <summary>How many indices there are.</summary>
    public int Count => Runs.Sum(run => run.End - run.Start);

    /// <summary>Every index, ascending.</summary>
    public IEnumerable<int> Indices => Runs.SelectMany(run => Enumerable.Range(run.Start, run.End - run.Start));

    /// <summary>Takes the smallest index out.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public (int Index, IndexRanges Left) TakeFirst()
    {
        if (IsEmpty)
        {
            throw new InvalidOperationException("No chunk is left to take.");
        }

        var first = Runs[0];
        var rest = first.Start + 1 < first.End ? Runs.SetItem(0, first with { Start = first.Start + 1 }) : Runs.RemoveAt(0);
        return (first.Start, new IndexRanges(rest));
    }

    /// <summary>Adds runs that hold none of the indices that are already there.</summary>
    public IndexRanges Union(IndexRanges other)
    {
        if (IsEmpty)
        {
            return other;
        }

        var runs = Runs.ToBuilder();
        foreach (var run in other.Runs)
        {
            var at = runs.BinarySearch(run, ByStart);
            runs.Insert(at < 0 ? ~at : at, run);
        }

        return new IndexRanges(runs.ToImmutable());
    }

    /// <summary>Indices <paramref name="Start"/> up to, not including, <paramref name="End"/>; never empty.</summary>
    internal readonly record struct Run(int Start, int End);
}
