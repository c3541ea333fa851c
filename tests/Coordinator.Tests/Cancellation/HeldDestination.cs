using System.Collections.Concurrent;
using System.Collections.Immutable;
using ActorDownloader.Destinations;
using ActorDownloader.Integrity;
using ActorDownloader.Journaling;
using ActorDownloader.Messages;
using ActorDownloader.Planning;

namespace ActorDownloader.Cancellation;

/// <summary>What a file system may take long over.</summary>
internal enum DiskStep
{
    Claim,
    Reread,
    Sum,
    Publish,
    Discard,
}

/// <summary>Real files, on a file system that keeps those who use it waiting where a spec says so.</summary>
internal sealed class HeldDestination(IDestination inner) : IDestination
{
    private readonly ConcurrentDictionary<DiskStep, TaskCompletionSource> _holds = [];
    private readonly ConcurrentDictionary<DiskStep, int> _begun = [];
    private int _busy;

    /// <summary>The step waits from now on, once begun, until all is released.</summary>
    public void Hold(DiskStep step)
    {
        _begun.TryRemove(step, out _);
        _holds[step] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Whether somebody waits in the step.</summary>
    public bool IsHeldAt(DiskStep step) => _holds.ContainsKey(step) && _begun.ContainsKey(step);

    /// <summary>Whether there is no file that is being made, used or removed.</summary>
    public bool IsAtRest => Volatile.Read(ref _busy) == 0;

    /// <summary>Nothing waits any more.</summary>
    public void Release()
    {
        foreach (var hold in _holds.Values)
        {
            hold.TrySetResult();
        }
    }

    public ITemporaryFile Claim(FileClaim claim)
    {
        // Until the file is let go of.
        Interlocked.Increment(ref _busy);
        Take(DiskStep.Claim);
        return new HeldFile(this, inner.Claim(claim));
    }

    private Task Begin(DiskStep step)
    {
        _begun[step] = 1;
        return _holds.TryGetValue(step, out var hold) ? hold.Task : Task.CompletedTask;
    }

#pragma warning disable xUnit1031 // A destination blocks, as file systems do.
    private void Take(DiskStep step, CancellationToken cancellationToken = default) => Begin(step).Wait(cancellationToken);
#pragma warning restore xUnit1031

    private sealed class HeldFile(HeldDestination owner, ITemporaryFile file) : ITemporaryFile
    {
        private int _isLetGo;

        public string Path => file.Path;

        public Leftover? Leftover => file.Leftover;

        public string? Remark => file.Remark;

        public void Preallocate(long length) => file.Preallocate(length);

        public void BeginJournal(JournalHeader header, ulong salt) => file.BeginJournal(header, salt);

        public void Record(JournaledChunk chunk) => file.Record(chunk);

        public ImmutableArray<JournaledChunk> ReadJournal() => file.ReadJournal();

        public void Flush() => file.Flush();

        public async Task RereadAsync(
            ChunkPlan plan,
            ChunkChecksumAlgorithm checksum,
            ImmutableArray<JournaledChunk> chunks,
            Action<ImmutableArray<JournaledChunk>, ImmutableArray<JournaledChunk>> tell,
            CancellationToken cancellationToken)
        {
            await owner.Begin(DiskStep.Reread).WaitAsync(cancellationToken);
            await file.RereadAsync(plan, checksum, chunks, tell, cancellationToken);
        }

        public string Sum(long length, FileChecksumAlgorithm algorithm, long? partLength, CancellationToken cancellationToken)
        {
            owner.Take(DiskStep.Sum, cancellationToken);
            return file.Sum(length, algorithm, partLength, cancellationToken);
        }

        public void Publish(long length, ChunkChecksum bytes, bool asCopy)
        {
            using var use = new Use(owner);
            owner.Take(DiskStep.Publish);
            file.Publish(length, bytes, asCopy);
            LetGo();
        }

        public bool Keep()
        {
            using var use = new Use(owner);
            var stays = file.Keep();
            LetGo();
            return stays;
        }

        public void Discard()
        {
            using var use = new Use(owner);
            owner.Take(DiskStep.Discard);
            file.Discard();
            LetGo();
        }

        public void Dispose() => file.Dispose();

        private void LetGo()
        {
            if (Interlocked.Exchange(ref _isLetGo, 1) == 0)
            {
                Interlocked.Decrement(ref owner._busy);
            }
        }
    }

    private readonly struct Use : IDisposable
    {
        private readonly HeldDestination _owner;

        public Use(HeldDestination owner)
        {
            _owner = owner;
            Interlocked.Increment(ref owner._busy);
        }

        public void Dispose() => Interlocked.Decrement(ref _owner._busy);
    }
}
