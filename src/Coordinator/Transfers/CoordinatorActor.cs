using Akka.Actor;
using Akka.Event;

namespace ActorDownloader.Transfers;

/// <summary>The front door: gives each admitted transfer an actor and passes cancellations on.</summary>
internal sealed class CoordinatorActor : ReceiveActor, IWithTimers
{
    /// <summary>By so much a signature may be older than it should; the shortest lifetime of one is as long.</summary>
    private static readonly TimeSpan SignatureCheckInterval = TimeSpan.FromSeconds(1);

    private readonly Func<Transfer, Props> _transferProps;
    private AdmissionQueue _queue;

    public CoordinatorActor(int maxActive, IActorRef scheduler, Func<Transfer, Props> transferProps)
    {
        _queue = new AdmissionQueue(maxActive);
        _transferProps = transferProps;
        Context.WatchWith(scheduler, SchedulerLost.Instance);
        Receive<SchedulerLost>(_ =>
        {
            // It held every lease in memory. Ending everything tells every caller now.
            Context.GetLogger().Error("The scheduler has failed; the downloader ends.");
            Context.System.Terminate();
        });
        Receive<TransferProtocol.Close>(_ => Context.Unwatch(scheduler));
        Receive<TransferProtocol.Begin>(m =>
        {
            if (_queue.AdmitAtOnce() is { } rest)
            {
                _queue = rest;
                Start(m.Transfer);
            }
            else
            {
                _queue = _queue.Add(m.Transfer);
            }
        });
        Receive<TransferProtocol.Cancel>(m => Cancel(m.Transfer, keep: false));
        Receive<TransferProtocol.Pause>(m => Cancel(m.Transfer, keep: true));
        Receive<Ended>(_ =>
        {
            _queue = _queue.End();
            Admit();
        });
        Receive<TransferProtocol.SignatureCheckDue>(m =>
        {
            foreach (var transfer in Context.GetChildren())
            {
                transfer.Tell(m);
            }
        });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart() => Timers.StartPeriodicTimer(
        nameof(TransferProtocol.SignatureCheckDue), TransferProtocol.SignatureCheckDue.Instance, SignatureCheckInterval);

    // A transfer's actor that throws has lost its state: it stops, and stopping ends the caller's wait.
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void PostStop()
    {
        foreach (var transfer in _queue.Abandoned)
        {
            transfer.TryCancel();
        }
    }

    private void Admit()
    {
        while (_queue.Admit() is var (transfer, rest))
        {
            _queue = rest;
            Start(transfer);
        }
    }

    private void Start(Transfer transfer) =>
        Context.WatchWith(Context.ActorOf(_transferProps(transfer), $"transfer-{transfer.Meta.TransferId}"), Ended.Instance);

    private void Cancel(Messages.TransferId transfer, bool keep)
    {
        (var waiting, _queue) = _queue.Remove(transfer);
        if (waiting is not null)
        {
            waiting.TryCancel();
        }
        else
        {
            // Nobody, where it has ended.
            Context.Child($"transfer-{transfer}").Tell(new TransferProtocol.Happened(new TransferEvent.CancelRequested(keep)));
        }
    }

    private sealed class SchedulerLost : INoSerializationVerificationNeeded
    {
        public static readonly SchedulerLost Instance = new();
    }

    private sealed class Ended : INoSerializationVerificationNeeded
    {
        public static readonly Ended Instance = new();
    }
}
