using System.Text;
using ActorDownloader.Destinations;
using ActorDownloader.Journaling;
using ActorDownloader.Messages;
using ActorDownloader.Planning;
using ActorDownloader.Scheduling;

namespace ActorDownloader.Transfers.Histories;

/// <summary>
/// One transfer in an environment that answers it in any order, late, twice or with a failure, as a list of choices says. Each choice is a
/// number; a smaller one is the tamer of two, so that a shrunk history is a plain one. When the choices are used up all that is still
/// wished for is granted, and the transfer must come to its end.
/// </summary>
internal sealed partial class TransferHistory
{
    private static readonly WorkerIdentity Worker = new(new WorkerId(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)), "host", 7);
    private static readonly RequestIdentity Request = new("http://origin", "bucket", "key", null, "file");
    private static readonly TransferFailure Broken = new(DownloadErrorKind.DestinationFailed, "broken");

    private readonly OriginModel _origin;
    private readonly StringBuilder _told = new();
    private readonly List<TransferEffect> _wishes = [];
    private readonly Dictionary<string, TransferEffect.Wake> _wakes = [];
    private readonly List<Offered> _offered = [];
    private readonly HashSet<int> _damaged = [];
    private readonly Dictionary<TransferEffect, TransferEvent[]> _answers = new(ReferenceEqualityComparer.Instance);
    private readonly Leftover? _leftover;
    private readonly bool _isSpoilt;
    private int _ends;

    /// <param name="terms">What was asked for.</param>
    /// <param name="origin">What is downloaded.</param>
    /// <param name="journal">What an earlier run wrote down.</param>
    /// <param name="isSpoilt">Whether a chunk of the earlier run lost its bytes since.</param>
    public TransferHistory(TransferTerms terms, OriginModel origin, JournalModel journal, bool isSpoilt = false)
    {
        _origin = origin;
        Journal = journal;
        _leftover = journal.Read();
        _isSpoilt = isSpoilt;
        var (state, effects) = TransferState.Start(terms);
        State = state;
        Perform(effects);
    }

    public TransferState State { get; private set; }

    /// <summary>What is written down, in the file that the transfer has now.</summary>
    public JournalModel Journal { get; private set; }

    /// <summary>The temporary files that are there.</summary>
    public HashSet<string> Files { get; } = [];

    /// <summary>Whether a chunk of an earlier run did not have its bytes.</summary>
    public bool FoundDamage { get; private set; }

    /// <summary>The bytes that stand under the destination's name; null where there are none.</summary>
    public byte[]? Published { get; private set; }

    /// <summary>What happened, for a person.</summary>
    public override string ToString() => _told.ToString();

    /// <summary>One thing happens.</summary>
    public void Choose(int choice)
    {
        var (what, which) = (choice % 16, choice / 16);
        switch (what)
        {
            case 0 or 1 or 2 or 3 or 4:
                Grant(which, isRepeated: false);
                break;
            case 5 or 6 or 7:
                Serve(which);
                break;
            case 8:
                Grant(which, isRepeated: true);
                break;
            case 9:
                Refuse(which);
                break;
            case 10 or 11:
                FailChunk(which);
                break;
            case 12:
                Fire(which);
                break;
            case 13:
                TellOfChunk(which);
                break;
            case 14:
                _origin.Overwrite();
                break;
            default:
                Interfere(which);
                break;
        }
    }

    /// <summary>The caller wants to go on later.</summary>
    public void Pause() => On(new TransferEvent.CancelRequested(Keep: true));

    /// <summary>All that is wished for is granted, until the end.</summary>
    public void Finish()
    {
        for (var turn = 0; !State.IsFinal; turn++)
        {
            Assert.True(turn < 1000, $"There is no end:\n{this}");
            if (_wishes.Count > 0)
            {
                Grant(0, isRepeated: false);
            }
            else if (_offered.Count > 0)
            {
                Serve(0);
            }
            else
            {
                Assert.True(_wakes.Values.Any(wake => wake.Event is not TransferEvent.SourceStale), $"It waits for nothing:\n{this}");
                Fire(0);
            }
        }

        Assert.Equal(1, _ends);
    }

    private static T Pick<T>(IReadOnlyList<T> some, int which) => some[which % some.Count];

    /// <summary>A worker brings a chunk, if the origin still has the version that it was asked for.</summary>
    private void Serve(int which)
    {
        if (_offered.Count == 0)
        {
            return;
        }

        var chunk = Pick(_offered, which);
        _offered.Remove(chunk);
        if (chunk.ETag is { } etag && etag != _origin.ETag)
        {
            On(new TransferEvent.ChunkFailed(chunk.Index, new FetchFailure(FetchFailureKind.ObjectChanged, "another ETag"), Worker));
            return;
        }

        if (chunk.ETag is null)
        {
            On(new TransferEvent.Discovered(_origin.Facts));
        }

        var range = ChunkPlan.For(_origin.Content.Length, State.Terms.Sizing).RangeOf(chunk.Index);
        var bytes = _origin.Content.AsSpan((int)range.Start, (int)range.Length);
        var checksum = new ChunkChecksum(ChunkChecksumAlgorithm.Crc32C, OriginModel.ChecksumOf(bytes));
        _damaged.Remove(chunk.Index);
        On(new TransferEvent.ChunkFetched(chunk.Index, bytes.Length, checksum, Worker));
    }

    private void FailChunk(int which)
    {
        if (_offered.Count == 0)
        {
            return;
        }

        var chunk = Pick(_offered, which / 8);
        _offered.Remove(chunk);
        On((which % 8) switch
        {
            0 or 1 => new TransferEvent.ChunkLost(chunk.Index, "was killed", Worker),
            2 => new TransferEvent.ChunkLost(chunk.Index, "is silent", Worker, MayWrite: true),
            var kind => new TransferEvent.ChunkFailed(chunk.Index, FailureOf(kind), Worker),
        });
    }

    private static FetchFailure FailureOf(int which) => (which % 8) switch
    {
        3 or 4 => new FetchFailure(FetchFailureKind.Refused, "slow down", 503, "SlowDown"),
        5 => new FetchFailure(FetchFailureKind.Refused, "expired", 400, "ExpiredToken"),
        6 => new FetchFailure(FetchFailureKind.Refused, "denied", 403, "AccessDenied"),
        _ => new FetchFailure(FetchFailureKind.Truncated, "cut"),
    };

    /// <summary>What is told of a lease that goes on.</summary>
    private void TellOfChunk(int which)
    {
        if (_offered.Count == 0)
        {
            return;
        }

        var chunk = Pick(_offered, which / 4);
        switch (which % 4)
        {
            case 0 or 1 when chunk.ETag is not null:
                On(new TransferEvent.ChunkProgressed(chunk.Index, 1));
                break;
            case 2 when chunk.ETag is not null:
                // A discovery is not hedged: what would be slow is told by the chunks that have come.
                _offered.Add(chunk);
                On(new TransferEvent.ChunkHedged(chunk.Index));
                break;
            case 3 when _offered.Count(offered => offered == chunk) > 1:
                _offered.Remove(chunk);
                On(new TransferEvent.CopyDropped(chunk.Index, 1));
                break;
        }
    }

    private void Fire(int which)
    {
        if (_wakes.Count > 0)
        {
            var inOrder = _wakes
                .OrderBy(entry => entry.Value.Event is TransferEvent.SourceStale)
                .ThenBy(entry => entry.Key, StringComparer.Ordinal);
            var (key, wake) = Pick([.. inOrder], which);
            _wakes.Remove(key);
            On(wake.Event);
        }
    }

    private void Interfere(int which) => On((which % 4) switch
    {
        0 => new TransferEvent.CancelRequested(),
        1 => new TransferEvent.CancelRequested(Keep: true),
        2 => new TransferEvent.WorkersUnavailable("none can be started"),
        _ => new TransferEvent.SourceStale(),
    });

    /// <summary>A chunk that some worker may have.</summary>
    /// <param name="Index">Which.</param>
    /// <param name="ETag">The version that is asked for; null where it is to be discovered.</param>
    private readonly record struct Offered(int Index, string? ETag);
}
