using ActorDownloader.Messages;
using ActorDownloader.Messages.Serialization;
using ActorDownloader.Scheduling;
using ActorDownloader.Transfers;

namespace ActorDownloader.Rehearsing;

/// <summary>
/// The decisions about one small object from a worker's registration to the result, without actors, workers and files. A young coordinator
/// takes them while its first worker process still loads: their code is loaded and compiled then, and the first download does not wait
/// for that.
/// </summary>
internal sealed class Rehearsal
{
    private const string File = "/file";
    private const long ObjectBytes = 1024;
    private static readonly WorkerIdentity Worker = new(new WorkerId(Guid.Empty), "localhost", 1);
    private static readonly ObjectSource Source = new("http://127.0.0.1/bucket/key", [new RequestHeader("x-amz-date", "1")], ETag: null);
    private static readonly TransferId Id = new(Guid.Empty);
    private SchedulerState _scheduler;
    private TransferState _transfer;

    private Rehearsal(SchedulerRules rules, TransferTerms terms)
    {
        _scheduler = new SchedulerState(rules);
        (_transfer, _) = TransferState.Start(terms);
    }

    /// <summary>Takes the decisions under the rules that will count.</summary>
    /// <returns>What a caller would be given; null where the rules let nothing be fetched.</returns>
    public static DownloadResult? Run(SchedulerRules rules, TransferSettings settings)
    {
        var request = new DownloadRequest("bucket", "key", File) { ChecksumMode = ChecksumMode.Auto, ETagIsMd5 = false };
        var rehearsal = new Rehearsal(rules, settings.TermsFor(request));
        rehearsal.Join();
        rehearsal.On(new TransferEvent.SourceSigned(1, Source, TimeSpan.FromMinutes(1)));
        rehearsal.On(new TransferEvent.TemporaryCreated(File));
        return rehearsal._transfer.Phase is TransferPhase.Completed ? TransferOutcome.ResultOf(rehearsal._transfer, TimeSpan.Zero) : null;
    }

    private void Join()
    {
        var register = OverTheWire(
            new WorkerProtocol.Register(Worker.Id, WorkerProtocol.Version, Worker.ProcessId, Worker.Host, Slots: 1, Ticket: ""));
        On(new SchedulerEvent.WorkerJoined(Worker, register.Slots));
        OverTheWire(new WorkerProtocol.Registered(register.Worker));
        On(new SchedulerEvent.DemandChanged(Worker.Id, OverTheWire(new ChunkProtocol.Demand(Worker.Id, register.Slots)).Slots));
    }

    private void On(TransferEvent happened)
    {
        (_transfer, var effects) = _transfer.On(happened, chance: 0);
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case TransferEffect.Offer e:
                    var offer = new Offer(0, e.Source, e.Path, _transfer.Terms.Sizing, e.Plan, e.Checksum);
                    On(new SchedulerEvent.ChunksOffered(Id, offer, e.Chunks, e.Avoid));
                    On(new SchedulerEvent.GrantDue());
                    break;
                case TransferEffect.Publish:
                    On(new TransferEvent.Published());
                    break;
                case TransferEffect.End:
                    On(new SchedulerEvent.TransferReleased(Id));
                    break;
            }
        }
    }

    private void On(SchedulerEvent happened)
    {
        (_scheduler, var effects) = _scheduler.On(happened, TimeSpan.Zero);
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case SchedulerEffect.Grant e:
                    On(new SchedulerEvent.Reported(OverTheWire(ReportOn(OverTheWire(new ChunkProtocol.Grant(e.Transfers))))));
                    break;
                case SchedulerEffect.Tell e:
                    On(e.Event);
                    break;
            }
        }
    }

    private static ChunkProtocol.Report ReportOn(ChunkProtocol.Grant grant)
    {
        var lease = grant.Transfers[0].Leases[0].Number;
        var algorithm = grant.Transfers[0].Checksum;
        return new ChunkProtocol.Report(
            Worker.Id,
            [new ChunkProtocol.ObjectDiscovered(
                lease, ObjectBytes, "\"rehearsal\"", VersionId: null, DateTimeOffset.UnixEpoch, [], algorithm)],
            [new ChunkProtocol.ChunkFetched(lease, ObjectBytes, new ChunkChecksum(algorithm, 0))],
            [],
            []);
    }

    private static T OverTheWire<T>(T message) where T : class => (T)WireFormat.Decode(WireFormat.Encode(message), Manifests.Of(message));
}
