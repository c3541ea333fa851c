using System.Buffers;
using ActorDownloader.Journaling;

namespace ActorDownloader.Destinations;

/// <summary>
/// Writes a transfer's journal on the thread pool, in the order of the calls and what has gathered in one write. A journal that cannot be
/// written ends, tells so once, and harms nothing else. Safe from any thread.
/// </summary>
internal sealed class Journal
{
    private readonly Lock _pendingLock = new();
    private readonly Lock _fileLock = new();
    private readonly Func<JournalFile> _open;
    private readonly Action<Exception> _broken;
    private readonly ulong _salt;
    private ArrayBufferWriter<byte> _pending = new();
    private ArrayBufferWriter<byte> _writing = new();
    private JournalFile? _file;
    private bool _isDraining;
    private bool _isBegun;
    private bool _isClosed;
    private bool _isBroken;
    private bool _isDirty;

    private Journal(Func<JournalFile> open, ulong salt, Action<Exception> broken) => (_open, _salt, _broken) = (open, salt, broken);

    /// <summary>A new journal, whose file is made with its first write.</summary>
    public static Journal Begin(Func<JournalFile> open, JournalHeader header, ulong salt, Action<Exception> broken)
    {
        var journal = new Journal(open, salt, broken);
        journal.Add(JournalFormat.Begin(header, salt));
        return journal;
    }

    /// <summary>Goes on with one that was read.</summary>
    public static Journal Continue(
        JournalFile file, JournalReading.Journal read, Action<Exception> broken) => new(() => file, read.Salt, broken)
    {
        _file = file,
        _isBegun = true,
    };

    /// <summary>Has a chunk written down.</summary>
    public void Record(JournaledChunk chunk)
    {
        lock (_pendingLock)
        {
            JournalFormat.AddChunk(_pending, chunk, _salt);
        }

        DrainSoon();
    }

    /// <summary>
    /// Writes what is still to be written, and says whether there is anything that is not on disk yet. It is the caller's turn then.
    /// </summary>
    public bool TakeDirt()
    {
        Drain();
        return Interlocked.Exchange(ref _isDirty, false);
    }

    /// <summary>Reads all that was written down.</summary>
    public JournalReading Read()
    {
        Drain();
        lock (_fileLock)
        {
            return _isClosed || _isBroken || _file is null ? new JournalReading.Torn() : _file.Read();
        }
    }

    /// <summary>Puts on disk what has been written.</summary>
    public void Flush()
    {
        lock (_fileLock)
        {
            if (!_isClosed && !_isBroken)
            {
                Guard(() => _file?.Flush());
            }
        }
    }

    /// <summary>Writes what is still to be written, and closes.</summary>
    /// <param name="flush">Whether it is put on disk, too.</param>
    /// <returns>Whether there is a journal that a later run can read.</returns>
    public bool Close(bool flush)
    {
        Drain();
        lock (_fileLock)
        {
            if (flush && !_isClosed && !_isBroken)
            {
                Guard(() => _file?.Flush());
            }

            _isClosed = true;
            _file?.Dispose();
            return _isBegun;
        }
    }

    /// <summary>Removes it.</summary>
    public void Delete()
    {
        lock (_fileLock)
        {
            _isClosed = true;
            _file?.Delete();
        }
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        lock (_pendingLock)
        {
            _pending.Write(bytes);
        }

        DrainSoon();
    }

    private void DrainSoon()
    {
        if (!Interlocked.Exchange(ref _isDraining, true))
        {
            ThreadPool.UnsafeQueueUserWorkItem(static journal =>
            {
                Volatile.Write(ref journal._isDraining, false);
                journal.Drain();
            }, this, preferLocal: false);
        }
    }

    private void Drain()
    {
        lock (_fileLock)
        {
            lock (_pendingLock)
            {
                (_pending, _writing) = (_writing, _pending);
            }

            if (_writing.WrittenCount > 0 && !_isClosed && !_isBroken)
            {
                Guard(() =>
                {
                    (_file ??= _open()).Append(_writing.WrittenSpan);
                    _isBegun = true;
                    Volatile.Write(ref _isDirty, true);
                });
            }

            _writing.ResetWrittenCount();
        }
    }

    private void Guard(Action work)
    {
        try
        {
            work();
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _isBroken = true;
            _broken(e);
        }
    }
}
