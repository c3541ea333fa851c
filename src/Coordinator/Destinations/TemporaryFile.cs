using System.Collections.Immutable;
using ActorDownloader.Integrity;
using ActorDownloader.Journaling;
using ActorDownloader.Messages;
using ActorDownloader.Planning;
using Microsoft.Win32.SafeHandles;

namespace ActorDownloader.Destinations;

/// <summary>A temporary file in this host's file systems, open from its claim to its end.</summary>
internal sealed class TemporaryFile : ITemporaryFile
{
    /// <summary>
    /// Reading a large leftover keeps a thread of the pool for as long as the disk takes. A few at a time keep a disk busy; the others must
    /// not keep threads from those who answer heartbeats.
    /// </summary>
    private static readonly SemaphoreSlim Readers = new(2);

    private readonly FileClaim _claim;
    private readonly SafeFileHandle _held;
    private readonly DestinationRules _rules;
    private readonly ImmutableArray<string> _unclear;
    private Journal? _journal;
    private bool _isLarge;

    private TemporaryFile(
        FileClaim claim, string path, SafeFileHandle held, DestinationRules rules, string? remark, ImmutableArray<string> unclear)
    {
        _claim = claim;
        Path = path;
        _held = held;
        _rules = rules;
        Remark = remark;
        _unclear = unclear;
    }

    public string Path { get; }

    public Leftover? Leftover { get; private init; }

    public string? Remark { get; }

    /// <summary>A file that was just made.</summary>
    /// <param name="claim">Who asked for it.</param>
    /// <param name="path">Where it is.</param>
    /// <param name="held">It, open.</param>
    /// <param name="rules">How files are treated.</param>
    /// <param name="remark">Why it is not a leftover.</param>
    /// <param name="unclear">Other files of the request that somebody had open, to be looked at again in the end.</param>
    public static TemporaryFile New(
        FileClaim claim, string path, SafeFileHandle held, DestinationRules rules, string? remark, ImmutableArray<string> unclear) =>
        new(claim, path, held, rules, remark, unclear);

    /// <summary>A file that an earlier run left.</summary>
    public static TemporaryFile TakenOver(
        FileClaim claim,
        string path,
        SafeFileHandle held,
        DestinationRules rules,
        JournalFile file,
        JournalReading.Journal read,
        ImmutableArray<string> unclear) =>
        new(claim, path, held, rules, null, unclear)
        {
            Leftover = new Leftover(read.Header, read.Chunks),
            _journal = Journal.Continue(file, read, claim.JournalBroken),
        };

    public void Preallocate(long length)
    {
        _isLarge = true;
        if (!_rules.Preallocate)
        {
            return;
        }

        try
        {
            using var file = Open();
            LinuxFile.Reserve(file, length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DestinationErrors.From(e, $"There is no room for {length} bytes at {Path}");
        }
    }

    public void BeginJournal(JournalHeader header, ulong salt) =>
        _journal = Journal.Begin(
            () =>
            {
                LeftoverSearch.RemoveStrayJournals(_claim);
                return JournalFile.Create(JournalFile.PathOf(Path));
            },
            header with { Request = _claim.Request },
            salt,
            _claim.JournalBroken);

    public void Record(JournaledChunk chunk) => _journal?.Record(chunk);

    public ImmutableArray<JournaledChunk> ReadJournal() => _journal?.Read() is JournalReading.Journal read ? read.Chunks : [];

    public void Flush()
    {
        if (_journal is { } journal && journal.TakeDirt())
        {
            FlushData();
            journal.Flush();
            LinuxFile.FlushDirectory(System.IO.Path.GetDirectoryName(Path)!);
        }
    }

    public async Task RereadAsync(
        ChunkPlan plan,
        ChunkChecksumAlgorithm checksum,
        ImmutableArray<JournaledChunk> chunks,
        Action<ImmutableArray<JournaledChunk>, ImmutableArray<JournaledChunk>> tell,
        CancellationToken cancellationToken)
    {
        await Readers.WaitAsync(cancellationToken);
        try
        {
            await Task.Run(() => ChunkReader.Compare(Path, plan, checksum, chunks, tell, cancellationToken), cancellationToken);
        }
        finally
        {
            Readers.Release();
        }
    }

    public string Sum(long length, FileChecksumAlgorithm algorithm, long? partLength, CancellationToken cancellationToken)
    {
        try
        {
            using var file = File.OpenHandle(Path, FileMode.Open, FileAccess.Read, FileHold.Shared, FileOptions.SequentialScan);
            return FileChecksum.Compute(file, length, algorithm, partLength, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DestinationErrors.From(e, $"{Path} cannot be read to compare its checksum");
        }
    }

    public void Publish(long length, ChunkChecksum bytes, bool asCopy = false)
    {
        using var copy = asCopy ? DetachedCopy.Of(_claim, Path, length, bytes) : null;
        var path = copy?.Path ?? Path;
        var flush = _rules.Flush is FlushMode.All || (_rules.Flush is FlushMode.Large && _isLarge);
        try
        {
            if (copy is null)
            {
                Prepare(length, bytes, flush);
            }
            else if (flush)
            {
                copy.Flush();
            }

            if (!LinuxFile.TryReplace(path, _claim.Destination))
            {
                File.Move(path, _claim.Destination, overwrite: true);
            }

            copy?.LetGo();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Directory.Exists(_claim.Destination)
                ? new DestinationException(
                    DownloadErrorKind.DestinationInvalid,
                    $"The destination {_claim.Destination} has become a directory; name a file in it.",
                    e)
                : DestinationErrors.From(e, $"{Path} cannot be put in the place of {_claim.Destination}");
        }

        if (flush)
        {
            LinuxFile.FlushDirectory(System.IO.Path.GetDirectoryName(Path)!);
        }

        if (copy is not null)
        {
            Removal.Try(Path);
        }

        // The journal goes last: a run that is killed in between leaves nothing that could be lost.
        _journal?.Delete();
        End();
    }

    public bool Keep()
    {
        if (_journal is { } journal)
        {
            FlushData();
            if (journal.Close(flush: true))
            {
                End();
                return true;
            }
        }

        Discard();
        return false;
    }

    public void Discard()
    {
        // The file goes last: who looks for leftovers finds one by it.
        _journal?.Delete();
        Removal.Try(Path);
        End();
    }

    public void Dispose()
    {
        _journal?.Close(flush: false);
        _held.Dispose();
    }

    /// <summary>Looks whether what stands under the temporary name is what was written, and puts it on disk where that is wanted.</summary>
    private void Prepare(long length, ChunkChecksum bytes, bool flush)
    {
        // Nearly always that is the file that is open already.
        var known = LinuxFile.LengthAt(Path, _held);
        using var opened = known is null ? Open() : null;
        var file = opened ?? _held;
        var actual = known ?? RandomAccess.GetLength(file);
        if (actual != length)
        {
            throw new DestinationException(
                DownloadErrorKind.DestinationFailed,
                $"The temporary file {Path} is {actual} bytes long in place of {length}: somebody else wrote to it.");
        }

        if (known is null && LinuxFile.IsAnother(Path, _held) && (LinuxFile.IsForeign(Path) || !Has(bytes, length)))
        {
            throw new DestinationException(
                DownloadErrorKind.DestinationFailed,
                $"The temporary file {Path} is not the one that was written to: somebody else replaced it.");
        }

        if (LinuxFile.FirstHole(file, length) < length && !Has(bytes, length))
        {
            throw new DestinationException(
                DownloadErrorKind.DestinationFailed,
                $"The temporary file {Path} lacks bytes that were written to it: somebody else cut it.");
        }

        if (flush)
        {
            RandomAccess.FlushToDisk(file);
        }
    }

    /// <summary>
    /// Whether the file still has what was written. Asked where there are holes: who truncates a file that others go on writing leaves
    /// them, and so does a file system that stores no zeros. And where it is another file: somebody replaced it, or the file system does
    /// not always give a file the same number.
    /// </summary>
    private bool Has(ChunkChecksum bytes, long length)
    {
        var algorithm = bytes.Algorithm.Algorithm();
        return Sum(length, FileChecksum.AlgorithmOf(algorithm.Name)!.Value, null, CancellationToken.None)
            == algorithm.ToBase64(bytes.Value);
    }

    private void End()
    {
        _held.Dispose();
        foreach (var path in _unclear)
        {
            LeftoverSearch.RemoveUnowned(path);
        }
    }

    /// <summary>
    /// What a disk does not take now it may never take; that the journal is ahead of the file then is what verifying is for.
    /// </summary>
    private void FlushData()
    {
        try
        {
            RandomAccess.FlushToDisk(_held);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
        }
    }

    private SafeFileHandle Open() => File.OpenHandle(Path, FileMode.Open, FileAccess.Write, FileHold.Shared);
}
