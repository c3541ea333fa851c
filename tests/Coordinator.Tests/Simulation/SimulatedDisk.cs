using ActorDownloader.Destinations;
using ActorDownloader.Journaling;
using ActorDownloader.Messages;
using ActorDownloader.Transfers;

namespace ActorDownloader.Simulation;

/// <summary>The directory that all transfers write to. It outlives every coordinator.</summary>
internal sealed class SimulatedDisk
{
    private static readonly RequestIdentity Anybody = new("http://origin", "bucket", "key", null, "file");
    private readonly Dictionary<string, SimulatedFile> _files = [];
    private int _names;

    public IEnumerable<SimulatedFile> Files => _files.Values;

    public SimulatedFile? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>
    /// What a dead run of the request left, or a new file. No name is used twice: it is what the real ones are chosen for, while a worker
    /// may still know an old one.
    /// </summary>
    public TransferEvent Claim(SimulatedTransfer owner, int number)
    {
        foreach (var left in _files.Values.Where(file => !file.IsPublished && file.Owner.Request == owner.Request && !file.Owner.IsAlive)
            .ToArray())
        {
            if (number == 1 && left.Header is { } header)
            {
                left.Owner = owner;
                return new TransferEvent.LeftoverClaimed(left.Path, new Leftover(header, [.. left.Chunks]));
            }

            _files.Remove(left.Path);
        }

        var path = $"{owner.Request.Number}.{++_names}";
        _files.Add(path, new SimulatedFile(path, owner));
        return new TransferEvent.TemporaryCreated(path);
    }

    public void Begin(string path, TransferEffect.BeginJournal begin) =>
        Find(path)?.Begin(new JournalHeader(Anybody, begin.Object, begin.Plan, begin.ChecksumsAsked));

    public TransferEvent Reread(TransferEffect.RereadChunks wanted)
    {
        var file = Find(wanted.Path);
        var intact = wanted.Chunks.Where(chunk => file?.Owner.ETag is { } etag && file.Holds(wanted.Plan.RangeOf(chunk.Index), etag))
            .ToHashSet();
        return new TransferEvent.ChunksReread(
            wanted.Path, [.. wanted.Chunks.Where(intact.Contains)], [.. wanted.Chunks.Where(chunk => !intact.Contains(chunk))]);
    }

    public TransferEvent FindDamage(TransferEffect.FindDamage wanted)
    {
        var file = Find(wanted.Path)!;
        var damaged = file.Chunks.Where(chunk => !file.Holds(wanted.Plan.RangeOf(chunk.Index), file.Owner.ETag!));
        return new TransferEvent.DamageFound(wanted.Path, [.. file.Chunks], [.. damaged]);
    }

    /// <summary>Writes to a file, or to nothing when that is gone; false if there were bytes of another version.</summary>
    public bool Write(string path, ByteRange range, string version) => Find(path)?.Write(range, version) ?? true;

    /// <summary>Puts a copy in a file's place that those who have it open do not know.</summary>
    public SimulatedFile Copy(SimulatedFile file)
    {
        var copy = file.Copy($"{file.Path}.copy");
        _files.Remove(file.Path);
        _files.Add(copy.Path, copy);
        return copy;
    }

    public void Remove(string path) => _files.Remove(path);
}
