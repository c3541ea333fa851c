using System.Buffers;
using ActorDownloader.Destinations;
using ActorDownloader.Journaling;

namespace ActorDownloader.Transfers.Histories;

/// <summary>A journal in memory, in the form that it has on disk.</summary>
internal sealed class JournalModel
{
    private const ulong Salt = 4711;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>No journal.</summary>
    public JournalModel()
    {
    }

    /// <summary>The temporary file that it is about; null without one.</summary>
    public string? Owner { get; private init; }

    public static JournalModel Begin(string owner, JournalHeader header)
    {
        var journal = new JournalModel { Owner = owner };
        journal._bytes.Write(JournalFormat.Begin(header, Salt));
        return journal;
    }

    public void Record(JournaledChunk chunk) => JournalFormat.AddChunk(_bytes, chunk, Salt);

    /// <summary>The same journal at another file's side.</summary>
    public JournalModel TakenOverBy(string owner) => Copy(owner, _bytes.WrittenCount);

    /// <summary>What is left of it where its last bytes did not come to the disk.</summary>
    public JournalModel Cut(int lost)
    {
        var kept = Math.Max(0, _bytes.WrittenCount - lost);
        var cut = Copy(Owner, kept);
        return cut.Parse() is { } read ? Copy(Owner, read.ValidBytes) : new JournalModel();
    }

    /// <summary>What it says; null where it says nothing.</summary>
    public Leftover? Read() => Parse() is { } read ? new Leftover(read.Header, read.Chunks) : null;

    private JournalReading.Journal? Parse() => JournalReading.Of(_bytes.WrittenSpan) as JournalReading.Journal;

    private JournalModel Copy(string? owner, int length)
    {
        var copy = new JournalModel { Owner = owner };
        copy._bytes.Write(_bytes.WrittenSpan[..length]);
        return copy;
    }
}
