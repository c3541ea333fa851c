using ActorDownloader.Destinations;
using ActorDownloader.Messages;
using ActorDownloader.Planning;
using ActorDownloader.Scheduling;
using Akka.Actor;
using Akka.TestKit;

namespace ActorDownloader.Transfers;

/// <summary>What a transfer's actor works with, all of it scripted.</summary>
internal sealed class TransferScene(TestProbe scheduler)
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static readonly WorkerIdentity Worker = new(new WorkerId(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)), "host", 7);

    /// <summary>Chunks of two bytes.</summary>
    public static readonly TransferSettings DefaultSettings = new(
        new ChunkSizing(4, 2, 2, 2000),
        new RetryPolicy(3, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(2), 2),
        ChecksumMode.Auto,
        ETagIsMd5: false,
        MaxActive: 10,
        Destination: new DestinationRules(Preallocate: true, FlushMode.Off),
        FenceWait: TimeSpan.FromHours(1),
        JournalFlushInterval: TimeSpan.FromHours(1),
        ProgressInterval: TimeSpan.FromHours(1));

    public TransferSettings Settings { get; set; } = DefaultSettings;

    public ScriptedObjectStore ObjectStore { get; } = new();

    public ScriptedDestination Destination { get; } = new();

    public TestProbe Scheduler { get; } = scheduler;

    public static Transfer NewTransfer(
        int priority = 0,
        IProgress<DownloadProgress>? progress = null,
        Func<DownloadRequest, DownloadRequest>? change = null,
        CancellationToken cancellationToken = default)
    {
        var request = new DownloadRequest("bucket", "key", "/d/file") { Priority = priority, Progress = progress };
        request = change?.Invoke(request) ?? request;
        return new Transfer(
            new TransferMeta(new TransferId(Guid.NewGuid()), request),
            request,
            TimeProvider.System.GetTimestamp(),
            _ => { },
            _ => { },
            cancellationToken);
    }

    public static TransferProtocol.Happened Discovered(long length) =>
        new(new TransferEvent.Discovered(new ObjectFacts(length, "\"a\"", null, [], ChunkChecksumAlgorithm.Crc32C)));

    public static TransferProtocol.Happened Fetched(int index, long length) =>
        new(new TransferEvent.ChunkFetched(index, length, new ChunkChecksum(ChunkChecksumAlgorithm.Crc32C, 0), Worker));

    public static TransferProtocol.Happened Failed(int index, FetchFailure failure) =>
        new(new TransferEvent.ChunkFailed(index, failure, Worker));

    public static TransferProtocol.Happened Cancelled { get; } = new(new TransferEvent.CancelRequested());

    public Props PropsOf(Transfer transfer) =>
        Props.Create<TransferActor>(
            transfer, new TransferServices(Scheduler.Ref, ObjectStore, Destination, Settings, TimeProvider.System, new Random(1)));

    public TransferProtocol.OfferChunks ExpectOffer() => Scheduler.ExpectMsg<TransferProtocol.OfferChunks>(Patience);
}

/// <summary>An event that no state knows: what handles it throws.</summary>
internal sealed record UnheardOf : TransferEvent;
