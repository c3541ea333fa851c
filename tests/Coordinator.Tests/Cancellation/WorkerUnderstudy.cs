using System.Collections.Concurrent;
using ActorDownloader.Checksums;
using ActorDownloader.Messages;
using Akka.Actor;

namespace ActorDownloader.Cancellation;

/// <summary>What a worker does with a lease.</summary>
internal enum Deed
{
    /// <summary>Bring the chunk.</summary>
    Serve,

    /// <summary>Sit on it.</summary>
    Hold,

    /// <summary>Report that the origin was overloaded.</summary>
    Refuse,

    /// <summary>Report that the object is another one.</summary>
    FindChanged,
}

/// <summary>A worker's part: what it does, and what it holds. Safe from any thread.</summary>
internal sealed class WorkerPart(int slots, Func<int, Deed> deeds)
{
    public int Slots => slots;

    /// <summary>What is done with a chunk that is leased from now on.</summary>
    public Func<int, Deed> Deeds { get; set; } = deeds;

    /// <summary>Whether it says nothing more, not even when it is told to stop.</summary>
    public bool IsDeaf { get; init; }

    /// <summary>How long the origin that refuses wants to be left alone.</summary>
    public TimeSpan RetryAfter { get; init; }

    /// <summary>The leases that it has and nobody took back.</summary>
    public ConcurrentDictionary<LeaseNumber, TransferId> Held { get; } = [];
}

/// <summary>
/// A worker without a process and without an origin: it writes an object's bytes into real files, or does what its part says in place of
/// that.
/// </summary>
internal sealed class WorkerUnderstudy : ReceiveActor
{
    private readonly WorkerId _id = new(Guid.NewGuid());
    private readonly Dictionary<LeaseNumber, (ChunkProtocol.TransferLeases Common, ChunkProtocol.Lease Lease)> _leases = [];
    private readonly IActorRef _scheduler;
    private readonly WorkerPart _part;
    private readonly ObjectDouble _object;

    public WorkerUnderstudy(IActorRef scheduler, WorkerPart part, ObjectDouble origin)
    {
        _scheduler = scheduler;
        _part = part;
        _object = origin;
        Receive<WorkerProtocol.Registered>(_ => { });
        Receive<ChunkProtocol.Grant>(m =>
        {
            foreach (var common in m.Transfers)
            {
                foreach (var lease in common.Leases)
                {
                    Take(common, lease);
                }
            }
        });
        Receive<ChunkProtocol.Withdraw>(m =>
        {
            foreach (var number in m.Leases)
            {
                Drop(number);
                Answer(failed: new ChunkProtocol.ChunkFailed(number, new FetchFailure(FetchFailureKind.Withdrawn, "withdrawn")));
            }
        });
        Receive<ServeAll>(_ =>
        {
            foreach (var (common, lease) in _leases.Values.ToArray())
            {
                Serve(common, lease);
            }
        });
    }

    protected override void PreStart() =>
        _scheduler.Tell(new WorkerProtocol.Register(_id, WorkerProtocol.Version, 1, "host", _part.Slots, null), Self);

    private void Take(ChunkProtocol.TransferLeases common, ChunkProtocol.Lease lease)
    {
        _leases[lease.Number] = (common, lease);
        _part.Held[lease.Number] = common.Transfer;
        switch (_part.Deeds(lease.Index))
        {
            case Deed.Serve:
                Serve(common, lease);
                break;
            case Deed.Refuse:
                Fail(lease, new FetchFailure(FetchFailureKind.Refused, "slow down", 503, "SlowDown", RetryAfter: _part.RetryAfter));
                break;
            case Deed.FindChanged:
                Fail(lease, new FetchFailure(FetchFailureKind.ObjectChanged, "another ETag"));
                break;
        }
    }

    private void Serve(ChunkProtocol.TransferLeases common, ChunkProtocol.Lease lease)
    {
        var bytes = _object.Content.AsSpan((int)lease.Range.Start, (int)lease.Range.Length);
        try
        {
            using var file = File.OpenHandle(common.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            RandomAccess.Write(file, bytes, lease.Range.Start);
        }
        catch (FileNotFoundException e)
        {
            Fail(lease, new FetchFailure(FetchFailureKind.DestinationMissing, e.Message));
            return;
        }

        Drop(lease.Number);
        var discovered = lease.DiscoveryThreshold is null
            ? null
            : new ChunkProtocol.ObjectDiscovered(
                lease.Number, _object.Content.Length, _object.ETag, null, null, _object.Checksums, ChunkChecksumAlgorithm.Crc32C);
        var checksum = new ChunkChecksum(ChunkChecksumAlgorithm.Crc32C, ChecksumAlgorithm.Crc32C.Append(0, bytes));
        Answer(discovered, new ChunkProtocol.ChunkFetched(lease.Number, bytes.Length, checksum));
    }

    private void Fail(ChunkProtocol.Lease lease, FetchFailure failure)
    {
        Drop(lease.Number);
        Answer(failed: new ChunkProtocol.ChunkFailed(lease.Number, failure));
    }

    private void Drop(LeaseNumber number)
    {
        _leases.Remove(number);
        _part.Held.TryRemove(number, out _);
    }

    private void Answer(
        ChunkProtocol.ObjectDiscovered? discovered = null,
        ChunkProtocol.ChunkFetched? fetched = null,
        ChunkProtocol.ChunkFailed? failed = null)
    {
        if (!_part.IsDeaf || fetched is not null)
        {
            _scheduler.Tell(new ChunkProtocol.Report(
                _id, discovered is null ? [] : [discovered], fetched is null ? [] : [fetched], failed is null ? [] : [failed], []));
        }
    }

    /// <summary>Brings all that it holds.</summary>
    internal sealed class ServeAll : INoSerializationVerificationNeeded
    {
        public static readonly ServeAll Instance = new();
    }
}
