using System.Globalization;
using ActorDownloader.Planning;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;
using Xunit.Abstractions;

namespace ActorDownloader.Transfers.Histories;

/// <summary>
/// Whatever happens to a transfer, in whatever order. A history that breaks what must hold is shrunk and told with its seed:
/// ACTORDL_HISTORY_SEED=SEED,GAMMA plays that one again, ACTORDL_HISTORIES more of them.
/// </summary>
public class TransferHistorySpecs(ITestOutputHelper output)
{
    private readonly SortedDictionary<string, int> _met = new(StringComparer.Ordinal);

    private static readonly string[] Worth =
    [
        "a chunk is damaged", "bytes are reused",
        "the first run: Cancelled", "the first run: Completed", "the first run: Failed",
        "the second run: Cancelled", "the second run: Completed", "the second run: Failed",
    ];

    /// <summary>Histories that broke it once.</summary>
    public static TheoryData<int[]> Known { get; } = new() { Array.Empty<int>() };

    [Fact]
    public void Any_order_of_events_has_one_end_with_every_byte_once()
    {
        var histories = Read("ACTORDL_HISTORIES") is [var count] ? (int)count : 3000;
        var config = Config.QuickThrowOnFailure.WithMaxTest(histories).WithEndSize(120);
        if (Read("ACTORDL_HISTORY_SEED") is [var seed, var gamma])
        {
            config = config.WithReplay(new Replay(new Rnd(seed, gamma), FSharpOption<int>.None));
        }

        Prop.ForAll(Arb.From(Gen.Choose(0, (1 << 12) - 1).ArrayOf(), Shrink), Play).Check(config);

        output.WriteLine(string.Join(", ", _met.Select(met => $"{met.Key}: {met.Value}")));
        // Histories that never come to something would prove nothing of it.
        Assert.All(Worth, what => Assert.True(_met.ContainsKey(what), $"never: {what}"));
    }

    [Theory]
    [MemberData(nameof(Known))]
    public void A_history_that_broke_it_once_does_not_again(int[] choices) => Play(choices);

    /// <summary>A run, and where it keeps something the run after it.</summary>
    private void Play(int[] choices)
    {
        var left = new Queue<int>(choices);
        int Next() => left.TryDequeue(out var choice) ? choice : 0;
        var terms = TermsOf(Next());
        var origin = new OriginModel(Next());
        var first = new TransferHistory(terms, origin, new JournalModel());
        for (var half = left.Count / 2; half > 0; half--)
        {
            first.Choose(Next());
        }

        if (Next() % 2 == 1)
        {
            first.Pause();
        }

        first.Finish();
        Meet($"the first run: {first.State.Phase}");
        if (first.State.BytesKept == 0)
        {
            return;
        }

        // A power cut costs the tail of what was written down.
        var journal = first.Journal.Cut(Next() % 64);
        var second = new TransferHistory(terms, origin, journal, isSpoilt: Next() % 4 == 3);
        while (left.Count > 0)
        {
            second.Choose(Next());
        }

        second.Finish();
        Meet($"the second run: {second.State.Phase}");
        if (second.State.BytesReused > 0)
        {
            Meet("bytes are reused");
        }

        if (second.FoundDamage)
        {
            Meet("a chunk is damaged");
        }
        var was = journal.Read()?.Chunks.Sum(chunk => chunk.Length) ?? 0;
        Assert.True(second.State.BytesReused <= was, $"more is reused than was left:\n{second}");
    }

    private void Meet(string what) => _met[what] = _met.GetValueOrDefault(what) + 1;

    private static TransferTerms TermsOf(int choice) => new(
        null,
        null,
        null,
        (choice % 3) switch { 0 => ChecksumMode.Auto, 1 => ChecksumMode.Off, _ => ChecksumMode.Required },
        ETagIsMd5: false,
        new ChunkSizing(4, 2, 2, 2000),
        new RetryPolicy(3, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2), 2)
        {
            MismatchRestarts = choice / 4 % 2,
            ChangeRestarts = choice / 8 % 2,
        })
    {
        FenceWait = TimeSpan.FromSeconds(1),
        KeepPartial = choice / 16 % 2 == 1,
    };

    /// <summary>Fewer choices, then tamer ones.</summary>
    private static IEnumerable<int[]> Shrink(int[] choices)
    {
        for (var length = choices.Length / 2; length > 0; length /= 2)
        {
            for (var at = 0; at + length <= choices.Length; at += length)
            {
                yield return [.. choices[..at], .. choices[(at + length)..]];
            }
        }

        for (var at = 0; at < choices.Length; at++)
        {
            foreach (var tamer in new[] { 0, choices[at] % 16, choices[at] / 2 }.Where(tamer => tamer < choices[at]).Distinct())
            {
                yield return [.. choices[..at], tamer, .. choices[(at + 1)..]];
            }
        }
    }

    private static ulong[]? Read(string variable) => Environment.GetEnvironmentVariable(variable) is { } text
        ? [.. text.Split(',').Select(part => ulong.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture))]
        : null;
}
