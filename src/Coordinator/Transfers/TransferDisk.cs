using System.Collections.Immutable;
using ActorDownloader.Destinations;
using ActorDownloader.Journaling;
using ActorDownloader.Messages;

namespace ActorDownloader.Transfers;

/// <summary>
/// Does what a transfer wants done with its file, on threads of the pool, since a file system may keep them waiting; and tells the
/// outcome. Its members are called by one thread at a time.
/// </summary>
/// <param name="destination">Where files are made.</param>
/// <param name="request">What is downloaded, with the destination's full path.</param>
/// <param name="tell">Takes what happened; any thread calls it.</param>
/// <param name="warn">Takes what is of no consequence to the transfer; any thread calls it.</param>
internal sealed class TransferDisk(IDestination destination, DownloadRequest request, Action<TransferEvent> tell, Action<Exception> warn)
    : IDisposable
{
    private CancellationTokenSource _reading = new();
    private Task<ITemporaryFile?>? _making;
    private volatile ITemporaryFile? _file;
    private Task _flushing = Task.CompletedTask;

    /// <summary>Makes or takes over a file. Told: TemporaryCreated, LeftoverClaimed or CreationFailed.</summary>
    public void Claim(RequestIdentity identity, LeftoverUse leftovers, string tag)
    {
        _reading.Dispose();
        _reading = new CancellationTokenSource();
        _making = Task.Run(() => Make(new FileClaim(identity, request.Path, leftovers, tag, warn)));
    }

    public void Preallocate(long length) => Do(
        file =>
        {
            file.Preallocate(length);
            return new TransferEvent.Preallocated();
        },
        failure => new TransferEvent.PreallocationFailed(failure));

    public void BeginJournal(TransferEffect.BeginJournal begin, RequestIdentity identity, ulong salt) =>
        _file?.BeginJournal(new JournalHeader(identity, begin.Object, begin.Plan, begin.ChecksumsAsked), salt);

    public void Record(JournaledChunk chunk) => _file?.Record(chunk);

    /// <summary>Puts on disk what there is; nothing, while that is being done already.</summary>
    public void Flush()
    {
        if (_flushing.IsCompleted && _file is { } file)
        {
            _flushing = Task.Run(file.Flush);
        }
    }

    public void Reread(TransferEffect.RereadChunks wanted)
    {
        if (_file is { } file)
        {
            _ = file.RereadAsync(
                wanted.Plan,
                wanted.Checksum,
                wanted.Chunks,
                (intact, damaged) => tell(new TransferEvent.ChunksReread(wanted.Path, intact, damaged)),
                _reading.Token);
        }
    }

    public void Sum(TransferEffect.SumFile sum)
    {
        var ended = _reading.Token;
        Do(
            file => new TransferEvent.FileSummed(sum.Path, file.Sum(sum.Length, sum.Algorithm, sum.PartLength, ended)),
            failure => new TransferEvent.SummingFailed(failure));
    }

    public void FindDamage(TransferEffect.FindDamage wanted)
    {
        if (_file is { } file)
        {
            _ = FindDamageAsync(file, wanted, _reading.Token);
        }
    }

    public void Publish(long length, ChunkChecksum bytes, bool asCopy) => Do(
        file =>
        {
            file.Publish(length, bytes, asCopy);
            return new TransferEvent.Published();
        },
        failure => new TransferEvent.PublishingFailed(failure));

    public void Discard(string path)
    {
        _reading.Cancel();
        Do(
            file =>
            {
                file.Discard();
                return new TransferEvent.Discarded(path);
            },
            _ => new TransferEvent.Discarded(path));
    }

    public void Keep(string path)
    {
        _reading.Cancel();
        Do(file => new TransferEvent.Kept(path, file.Keep()), _ => new TransferEvent.Kept(path, false));
    }

    /// <summary>Lets go of the file of a transfer that nobody looks after any more, even if it is only being made now.</summary>
    public Task AbandonAsync(bool keep) => Task.Run(async () =>
    {
        if (_making is null || await _making is not { } file)
        {
            return;
        }

        if (keep)
        {
            file.Keep();
        }
        else
        {
            file.Discard();
        }
    });

    public void Dispose()
    {
        _reading.Cancel();
        _reading.Dispose();
    }

    private async Task FindDamageAsync(ITemporaryFile file, TransferEffect.FindDamage wanted, CancellationToken ended)
    {
        ImmutableArray<JournaledChunk> came = [];
        var damaged = ImmutableArray.CreateBuilder<JournaledChunk>();
        try
        {
            came = await Task.Run(file.ReadJournal, ended);
            await file.RereadAsync(wanted.Plan, wanted.Checksum, came, (_, bad) => damaged.AddRange(bad), ended);
        }
        catch (OperationCanceledException)
        {
            // Its transfer has ended.
            return;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What cannot be read tells nothing, and nobody is kept waiting for it.
        }

        tell(new TransferEvent.DamageFound(wanted.Path, came, damaged.ToImmutable()));
    }

    /// <returns>The file; null where there is none.</returns>
    private ITemporaryFile? Make(FileClaim claim)
    {
        try
        {
            var file = destination.Claim(claim);
            _file = file;
            tell(
                file.Leftover is { } leftover
                    ? new TransferEvent.LeftoverClaimed(file.Path, leftover)
                    : new TransferEvent.TemporaryCreated(file.Path, file.Remark));
            return file;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            tell(new TransferEvent.CreationFailed(TransferOutcome.FailureOf(e)));
            return null;
        }
    }

    private void Do(Func<ITemporaryFile, TransferEvent> work, Func<TransferFailure, TransferEvent> failed)
    {
        var file = _file!;
        _ = Task.Run(() =>
        {
            try
            {
                tell(work(file));
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                tell(failed(TransferOutcome.FailureOf(e)));
            }
        });
    }
}
