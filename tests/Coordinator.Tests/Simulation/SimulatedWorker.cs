using System.Collections.Immutable;
using ActorDownloader.Messages;
using ActorDownloader.Scheduling;

namespace ActorDownloader.Simulation;

/// <summary>A worker as its contract has it: one report ends each lease, unless it dies; it writes under a lease that it let
/// run out only if it was stopped right before the write.</summary>
internal sealed class SimulatedWorker(WorkerIdentity identity, int slots, SimulatedWorld world)
{
    /// <summary>Bytes of no version.</summary>
    /// <summary>The version of bytes that came wrong.</summary>
    public const string Garbage = "\"v255\"";

    private readonly HashSet<LeaseNumber> _withdrawn = [];
    private readonly HashSet<LeaseNumber> _held = [];
    private TimeSpan _hangsUntil;

    /// <summary>To the worker.</summary>
    public SimulatedLink Commands { get; } = new();

    /// <summary>From the worker.</summary>
    public SimulatedLink Reports { get; } = new();

    public WorkerIdentity Identity { get; } = identity;

    public int Slots { get; } = slots;

    public bool IsAlive { get; private set; } = true;

    public int Held => _held.Count;

    /// <summary>Which coordinator it works for, counted from 0; it is not heard by a later one.</summary>
    public int Life { get; } = world.Life;

    public void Die() => IsAlive = false;

    public bool Hangs => world.Clock.Now < _hangsUntil;

    public void Hang(TimeSpan until) => _hangsUntil = until;

    public void Withdraw(LeaseNumber lease)
    {
        if (_held.Contains(lease))
        {
            _withdrawn.Add(lease);
        }
        else if (IsAlive && !Hangs)
        {
            world.Report(
                this,
                new ChunkProtocol.Report(Identity.Id, [], [], [new(lease, new FetchFailure(FetchFailureKind.Withdrawn, "not held"))], []));
        }
    }

    public void Take(ChunkProtocol.TransferLeases group, ChunkProtocol.Lease lease)
    {
        _held.Add(lease.Number);
        world.Check(Held <= Slots, $"{Identity} holds {Held} leases and has {Slots} slots");
        var heardOf = world.Clock.Now;
        if (world.Happens(world.Faults.Slowness))
        {
            Trickle(group, lease);
            return;
        }

        var file = world.Disk.Find(group.Path);
        world.Outside.After(world.Draw(200), () => Answer(group, lease, heardOf, file));
    }

    /// <summary>A slow line: it is told how far it is, and comes to its end late.</summary>
    private void Trickle(ChunkProtocol.TransferLeases group, ChunkProtocol.Lease lease)
    {
        var step = world.Draw(1000);
        for (var quarter = 1; quarter < 4; quarter++)
        {
            var bytes = lease.Range.Length * quarter / 4;
            world.Outside.After(step * quarter, () =>
            {
                if (IsAlive && !Hangs && !_withdrawn.Contains(lease.Number))
                {
                    world.Report(this, new ChunkProtocol.Report(Identity.Id, [], [], [], [new(lease.Number, bytes)]));
                }
            });
        }

        var file = world.Disk.Find(group.Path);
        world.Outside.After(step * 4, () => Answer(group, lease, world.Clock.Now, file));
    }

    private void Answer(ChunkProtocol.TransferLeases group, ChunkProtocol.Lease lease, TimeSpan heardOf, SimulatedFile? file)
    {
        if (!IsAlive)
        {
            return;
        }

        if (Hangs)
        {
            world.Outside.After(_hangsUntil - world.Clock.Now, () => Answer(group, lease, heardOf, file));
            return;
        }

        var origin = world.OriginOf(group.Transfer);
        if (_withdrawn.Remove(lease.Number))
        {
            WriteLate(lease, file, origin.ETag);
            Fail(lease, new FetchFailure(FetchFailureKind.Withdrawn, "withdrawn"));
        }
        else if (world.Happens(world.Faults.WorkerDeath))
        {
            world.Kill(this);
        }
        else if (world.Happens(world.Faults.WorkerHang))
        {
            Hang(world.Clock.Now + world.Draw(30_000));
            world.Watch(this);
            Answer(group, lease, heardOf, file);
        }
        else if (world.Happens(world.Faults.Fetch))
        {
            Fail(lease, SimulatedFaults.DrawFailure(world.Random));
        }
        else if (group.Source.ETag is { } etag && etag != origin.ETag)
        {
            Fail(lease, new FetchFailure(FetchFailureKind.ObjectChanged, "412", 412));
        }
        else if (world.Clock.Now - heardOf > lease.Silence)
        {
            WriteLate(lease, file, origin.ETag);
            Fail(lease, new FetchFailure(FetchFailureKind.Withdrawn, "the lease ran out"));
        }
        else if (lease.DiscoveryThreshold is { } threshold)
        {
            Discover(group, lease, origin, threshold);
        }
        else
        {
            Finish(group, lease, lease.Range, origin.ETag);
        }
    }

    /// <summary>
    /// A last write of a fetch that nobody wants any more, of bytes that may have come wrong; a dead coordinator's are of no interest here.
    /// </summary>
    private void WriteLate(ChunkProtocol.Lease lease, SimulatedFile? file, string version)
    {
        if (file is null || lease.DiscoveryThreshold is not null || Life != world.Life || !world.Happens(0.5))
        {
            return;
        }

        world.Check(!file.IsPublished, $"{Identity} writes to {file.Path}, which has its name");
        file.Write(lease.Range, world.Happens(0.5) ? version : Garbage);
    }

    private void Discover(ChunkProtocol.TransferLeases group, ChunkProtocol.Lease lease, SimulatedObject origin, long threshold)
    {
        var range = origin.Length < threshold
            ? new ByteRange(0, origin.Length)
            : new ByteRange(0, Math.Min(lease.Range.End, origin.Length));
        var etag = origin.ETag;
        world.Report(this, new ChunkProtocol.Report(
            Identity.Id,
            [new(lease.Number, origin.Length, etag, null, null, origin.Checksums, ChunkChecksumAlgorithm.Crc32C)],
            [],
            [],
            []));
        var heardOf = world.Clock.Now;
        world.Outside.After(world.Draw(200), () =>
        {
            if (!IsAlive)
            {
                return;
            }

            if (_withdrawn.Remove(lease.Number) || world.Clock.Now - heardOf > lease.Silence || world.Happens(world.Faults.Fetch))
            {
                Fail(lease, new FetchFailure(FetchFailureKind.Truncated, "cut short"));
                return;
            }

            Finish(group, lease, range, etag);
        });
    }

    private void Finish(ChunkProtocol.TransferLeases group, ChunkProtocol.Lease lease, ByteRange range, string version)
    {
        world.Check(world.Disk.Write(group.Path, range, version), $"{group.Path} got bytes of two versions in one place");
        _held.Remove(lease.Number);
        world.Report(this, new ChunkProtocol.Report(
            Identity.Id, [], [new(lease.Number, range.Length, new ChunkChecksum(ChunkChecksumAlgorithm.Crc32C, 0))], [], []));
    }

    private void Fail(ChunkProtocol.Lease lease, FetchFailure failure)
    {
        _held.Remove(lease.Number);
        world.Report(this, new ChunkProtocol.Report(Identity.Id, [], [], [new(lease.Number, failure)], []));
    }
}

/// <summary>What the origin has under a transfer's key.</summary>
internal sealed class SimulatedObject(long length)
{
    private int _version = 1;

    public long Length { get; } = length;

    /// <summary>
    /// Of an object of two parts the checksum of their checksums: its proof needs another question and a look at the file.
    /// </summary>
    public ImmutableArray<ReportedChecksum> Checksums => Length % 2 == 1 ? [] : [new ReportedChecksum("crc32c", Sum, "COMPOSITE")];

    /// <summary>What the file's checksum comes to.</summary>
    public string Sum => "AAAAAA==-2";

    public long PartLength => (Length + 1) / 2;

    public string ETag => $"\"v{_version}\"";

    public void Overwrite() => _version++;
}
