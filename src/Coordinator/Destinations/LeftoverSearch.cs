using System.Collections.Immutable;
using ActorDownloader.Journaling;
using Microsoft.Win32.SafeHandles;

namespace ActorDownloader.Destinations;

/// <summary>
/// Looks at the few names that a request's temporary files can have. What has no living owner is taken over or removed; everything else
/// is left alone: files that somebody has open, other users' files, links, journals of a newer program.
/// </summary>
internal sealed class LeftoverSearch
{
    private readonly FileClaim _claim;
    private readonly DestinationRules _rules;
    private readonly ImmutableArray<string>.Builder _unclear = ImmutableArray.CreateBuilder<string>();
    private readonly bool[] _isTaken = new bool[TemporaryName.Generations];
    private (string Path, SafeFileHandle Held, JournalFile File, JournalReading.Journal Read)? _found;

    private LeftoverSearch(FileClaim claim, DestinationRules rules) => (_claim, _rules) = (claim, rules);

    /// <summary>Why nothing was taken over, where there was something.</summary>
    public string? Remark { get; private set; }

    /// <summary>
    /// Files that somebody has open and that have no journal: a transfer's that has just begun, or a dead one's with a worker that is about
    /// to end.
    /// </summary>
    public ImmutableArray<string> Unclear => _unclear.ToImmutable();

    /// <summary>Looks at all names.</summary>
    public static LeftoverSearch Run(FileClaim claim, DestinationRules rules)
    {
        var search = new LeftoverSearch(claim, rules);
        for (var generation = 0; generation < TemporaryName.Generations; generation++)
        {
            var path = claim.Paths[generation];
            if (OperatingSystem.IsLinux()
                ? LinuxFacts.At(path, follow: false) is { Kind: not LinuxFacts.FileKind.Directory }
                : File.Exists(path))
            {
                // Even if it goes: a worker of its dead owner may still know the name.
                search._isTaken[generation] = true;
                search.Examine(path);
            }
        }

        return search;
    }

    /// <summary>Whether nobody has, or had, a file of that name.</summary>
    public bool IsFree(int generation) => !_isTaken[generation];

    /// <summary>The highest generation that somebody has, or had; null for none.</summary>
    public int? LastTaken => Array.LastIndexOf(_isTaken, true) is var last and >= 0 ? last : null;

    /// <summary>What was found to go on with.</summary>
    public TemporaryFile? Found =>
        _found is { } found ? TemporaryFile.TakenOver(_claim, found.Path, found.Held, _rules, found.File, found.Read, Unclear) : null;

    /// <summary>Removes a temporary file that has no journal, or an empty one, and that nobody has open.</summary>
    /// <returns>Whether it is gone.</returns>
    public static bool RemoveUnowned(string path)
    {
        if (IsOnNetwork(path) || !JournalFile.IsEmpty(JournalFile.PathOf(path)))
        {
            return false;
        }

        var (handle, finding) = FileHold.TryOpen(path, FileHold.Alone);
        using (handle)
        {
            if (finding is FileHold.Finding.Held)
            {
                Removal.Try(JournalFile.PathOf(path));
                Removal.Try(path);
            }
        }

        return finding is not FileHold.Finding.Busy;
    }

    /// <summary>
    /// Removes journals whose file is gone: a run that ends between its file's renaming and its journal's removal leaves one.
    /// </summary>
    public static void RemoveStrayJournals(FileClaim claim)
    {
        foreach (var path in claim.Paths)
        {
            if (File.Exists(JournalFile.PathOf(path))
                && !File.Exists(path)
                && JournalFile.TryTake(JournalFile.PathOf(path)).Journal is { } journal)
            {
                using (journal)
                {
                    if (!File.Exists(path) && journal.Read() is not JournalReading.Foreign)
                    {
                        journal.Delete();
                    }
                }
            }
        }
    }

    private void Examine(string path)
    {
        // An empty journal may be one that is just being made: its lock is not to be touched, or its owner would miss it.
        if (JournalFile.IsEmpty(JournalFile.PathOf(path)))
        {
            RemoveOrNote(path);
            return;
        }

        var (journal, finding) = JournalFile.TryTake(JournalFile.PathOf(path));
        switch (finding)
        {
            case FileHold.Finding.Busy:
                Remark ??= "What an earlier run left is in use, or not ours.";
                return;
            case FileHold.Finding.Missing:
                RemoveOrNote(path);
                return;
        }

        switch (journal!.Read())
        {
            case JournalReading.Torn when !IsOnNetwork(path)
                && FileHold.TryOpen(path, FileHold.Alone) is { Finding: FileHold.Finding.Held, Handle: var alone }:
                using (alone)
                {
                    Remove(path, journal);
                }

                Remark ??= "What an earlier run left has no journal that can be read.";
                break;
            case JournalReading.Journal read when read.Header.Request == _claim.Request:
                Take(path, journal, read);
                break;
            default:
                journal.Dispose();
                Remark ??= "What an earlier run left is not ours to touch, or of a newer version of this program.";
                break;
        }
    }

    private void Take(string path, JournalFile journal, JournalReading.Journal read)
    {
        var (held, finding) = FileHold.TryOpen(path, FileHold.Shared);
        if (finding is FileHold.Finding.Busy)
        {
            journal.Dispose();
        }
        else if (held is null || _claim.Leftovers is LeftoverUse.Remove || RandomAccess.GetLength(held) > read.Header.Object.Length)
        {
            held?.Dispose();
            Remove(path, journal);
            Remark ??= _claim.Leftovers is LeftoverUse.Remove
                ? "What an earlier run left was removed, as it was asked."
                : "What an earlier run left has been changed since.";
        }
        else if (TryCut(journal, read.ValidBytes))
        {
            TakeBest((path, held, journal, read));
        }
        else
        {
            held.Dispose();
            journal.Dispose();
            Remark ??= "What an earlier run left cannot be written to.";
        }
    }

    /// <summary>What follows a torn record is nothing.</summary>
    private static bool TryCut(JournalFile journal, long validBytes)
    {
        try
        {
            journal.Truncate(validBytes);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Two runs at once may have left two files: the fuller one is worth more.</summary>
    private void TakeBest((string Path, SafeFileHandle Held, JournalFile File, JournalReading.Journal Read) candidate)
    {
        var worse = candidate;
        if (_found is not { } best || best.Read.Chunks.Sum(chunk => chunk.Length) < candidate.Read.Chunks.Sum(chunk => chunk.Length))
        {
            (worse, _found) = (_found ?? default, candidate);
        }

        if (worse.File is not null)
        {
            worse.Held.Dispose();
            Remove(worse.Path, worse.File);
        }
    }

    private void RemoveOrNote(string path)
    {
        if (!RemoveUnowned(path))
        {
            _unclear.Add(path);
        }
    }

    private static void Remove(string path, JournalFile journal)
    {
        journal.Delete();
        Removal.Try(path);
    }

    /// <summary>On a network file system .NET lets writers pass without a lock: that nobody has one proves nothing there.</summary>
    private static bool IsOnNetwork(string path)
    {
        try
        {
            return new DriveInfo(Path.GetFullPath(path)).DriveType is DriveType.Network;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return true;
        }
    }
}
