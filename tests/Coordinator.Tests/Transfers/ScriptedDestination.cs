using System.Collections.Concurrent;
using System.Collections.Immutable;
using ActorDownloader.Destinations;
using ActorDownloader.Integrity;
using ActorDownloader.Journaling;
using ActorDownloader.Messages;
using ActorDownloader.Planning;

namespace ActorDownloader.Transfers;

/// <summary>Files that exist only by name, whose making fails or waits as a spec says.</summary>
internal sealed class ScriptedDestination : IDestination
{
    private readonly ConcurrentDictionary<string, DestinationException> _faults = [];
    private readonly ConcurrentDictionary<string, Task> _holds = [];

    /// <summary>The steps in the order in which they were begun.</summary>
    public ConcurrentQueue<string> Steps { get; } = [];

    /// <summary>The temporary files that exist.</summary>
    public ConcurrentDictionary<string, bool> Temporaries { get; } = [];

    public void FailAt(string step, DownloadErrorKind kind) => _faults[step] = new DestinationException(kind, $"{step} failed");

    /// <summary>The step waits, once begun, for the task.</summary>
    public void HoldAt(string step, Task until) => _holds[step] = until;

    /// <summary>What an earlier run left; taken over by the first claim that may.</summary>
    public Leftover? Leftover { get; set; }

    /// <summary>The claims in their order.</summary>
    public ConcurrentQueue<FileClaim> Claims { get; } = [];

    /// <summary>What was written down, in order.</summary>
    public ConcurrentQueue<object> Journal { get; } = [];

    /// <summary>Chunks of the leftover that have other bytes than the journal says.</summary>
    public ConcurrentDictionary<int, bool> Damaged { get; } = [];

    /// <summary>The files that were left for a later run.</summary>
    public ConcurrentDictionary<string, bool> Kept { get; } = [];

    public ITemporaryFile Claim(FileClaim claim)
    {
        Claims.Enqueue(claim);
        Take("create");
        var path = $"{claim.Destination}.{claim.Tag}";
        Temporaries[path] = true;
        return new ScriptedFile(this, path, claim.Leftovers is LeftoverUse.TakeOver ? Leftover : null);
    }

    private sealed class ScriptedFile(ScriptedDestination owner, string path, Leftover? leftover) : ITemporaryFile
    {
        public string Path => path;

        public Leftover? Leftover => leftover;

        public string? Remark => null;

        public void Preallocate(long length) => owner.Take("preallocate");

        public void BeginJournal(JournalHeader header, ulong salt) => owner.Journal.Enqueue(header);

        public void Record(JournaledChunk chunk) => owner.Journal.Enqueue(chunk);

        public ImmutableArray<JournaledChunk> ReadJournal() => [.. owner.Journal.OfType<JournaledChunk>()];

        public void Flush() => owner.Take("flush");

        public Task RereadAsync(
            ChunkPlan plan,
            ChunkChecksumAlgorithm checksum,
            ImmutableArray<JournaledChunk> chunks,
            Action<ImmutableArray<JournaledChunk>, ImmutableArray<JournaledChunk>> tell,
            CancellationToken cancellationToken)
        {
            owner.Take("reread");
            tell(
                [.. chunks.Where(chunk => !owner.Damaged.ContainsKey(chunk.Index))],
                [.. chunks.Where(chunk => owner.Damaged.ContainsKey(chunk.Index))]);
            return Task.CompletedTask;
        }

        public string Sum(long length, FileChecksumAlgorithm algorithm, long? partLength, CancellationToken cancellationToken)
        {
            owner.Take("sum");
            return "";
        }

        public void Publish(long length, ChunkChecksum bytes, bool asCopy)
        {
            owner.Take(asCopy ? "publish a copy" : "publish");
            owner.Temporaries.TryRemove(path, out _);
        }

        public bool Keep()
        {
            owner.Take("keep");
            owner.Temporaries.TryRemove(path, out _);
            owner.Kept[path] = true;
            return true;
        }

        public void Discard()
        {
            owner.Take("discard");
            owner.Temporaries.TryRemove(path, out _);
        }

        public void Dispose()
        {
        }
    }

    private void Take(string step)
    {
        Steps.Enqueue(step);
#pragma warning disable xUnit1031 // A destination blocks, as file systems do.
        _holds.GetValueOrDefault(step)?.Wait(TimeSpan.FromSeconds(60));
#pragma warning restore xUnit1031
        if (_faults.TryGetValue(step, out var fault))
        {
            throw fault;
        }
    }
}
