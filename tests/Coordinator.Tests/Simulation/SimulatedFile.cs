using ActorDownloader.Journaling;
using ActorDownloader.Messages;

namespace ActorDownloader.Simulation;

/// <summary>A temporary file that remembers which version of the object each of its bytes came from, and its journal.</summary>
internal sealed class SimulatedFile(string path, SimulatedTransfer owner)
{
    private const byte Nothing = 0;
    private readonly List<ByteRange> _unflushed = [];
    private readonly List<JournaledChunk> _records = [];
    private byte[] _versions = [];
    private int _flushedRecords;
    private bool _isHeaderFlushed;

    public string Path { get; } = path;

    /// <summary>Who holds its lock; a dead one does not.</summary>
    public SimulatedTransfer Owner { get; set; } = owner;

    public bool IsPublished { get; set; }

    /// <summary>What its journal is about; null without one.</summary>
    public JournalHeader? Header { get; private set; }

    /// <summary>Whether bytes may be missing that its journal has.</summary>
    public bool WasCut { get; private set; }

    /// <summary>The journal's chunks, each once.</summary>
    public IReadOnlyList<JournaledChunk> Chunks => [.. _records.DistinctBy(chunk => chunk.Index).OrderBy(chunk => chunk.Index)];

    public void Begin(JournalHeader header) => Header = header;

    public void Record(JournaledChunk chunk) => _records.Add(chunk);

    /// <summary>Bytes first, journal then.</summary>
    public void Flush()
    {
        _unflushed.Clear();
        _flushedRecords = _records.Count;
        _isHeaderFlushed = Header is not null;
    }

    /// <summary>Writes bytes of a version; false if there were bytes of another one in their place. What came wrong is of none.</summary>
    public bool Write(ByteRange range, string version)
    {
        var number = NumberOf(version);
        var there = _versions.AsSpan((int)Math.Min(range.Start, _versions.Length)..(int)Math.Min(range.End, _versions.Length));
        var isAlone = !there.ContainsAnyExcept(Nothing, NumberOf(SimulatedWorker.Garbage), number);
        Fill(range, number);
        _unflushed.Add(range);
        return isAlone;
    }

    private static byte NumberOf(string version) =>
        byte.Parse(version.AsSpan(2, version.Length - 3), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A byte that is not what was written.</summary>
    public void Rot(int at) => Fill(new ByteRange(at, at + 1), NumberOf(SimulatedWorker.Garbage));

    /// <summary>Another file with the same bytes.</summary>
    public SimulatedFile Copy(string path) => new(path, Owner) { _versions = [.. _versions] };

    /// <summary>What a process that dies may leave: a last record that is cut.</summary>
    public void Tear()
    {
        if (_records.Count > _flushedRecords)
        {
            _records.RemoveAt(_records.Count - 1);
        }
    }

    /// <summary>What a power cut leaves: of what was not flushed, anything.</summary>
    public void CutPower(Random random)
    {
        WasCut = true;
        foreach (var range in _unflushed.Where(_ => random.Next(2) == 0))
        {
            Fill(range, Nothing);
        }

        var left = random.Next(_flushedRecords, _records.Count + 1);
        _records.RemoveRange(left, _records.Count - left);
        if (!_isHeaderFlushed && random.Next(2) == 0)
        {
            Header = null;
            _records.Clear();
        }

        Flush();
    }

    /// <summary>Whether all of these bytes are of the version.</summary>
    public bool Holds(ByteRange range, string version) => VersionOf(range) == version;

    /// <summary>The one version that covers all bytes; null where some are missing or of another version.</summary>
    public string? VersionOf(long length) => VersionOf(new ByteRange(0, length));

    private string? VersionOf(ByteRange range)
    {
        if (range.Length == 0)
        {
            return "";
        }

        if (_versions.Length < range.End)
        {
            return null;
        }

        var bytes = _versions.AsSpan((int)range.Start, (int)range.Length);
        return bytes[0] != Nothing && !bytes.ContainsAnyExcept(bytes[0]) ? $"\"v{bytes[0]}\"" : null;
    }

    private void Fill(ByteRange range, byte version)
    {
        if (_versions.Length < range.End)
        {
            Array.Resize(ref _versions, (int)range.End);
        }

        _versions.AsSpan((int)range.Start, (int)range.Length).Fill(version);
    }
}
