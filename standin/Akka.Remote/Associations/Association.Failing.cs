using Akka.Event;
using Akka.Remote.Transport;
using Akka.Remote.Wire;

namespace Akka.Remote.Associations;

internal sealed partial class Association
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private long? _gateClosedSince;
    private bool _gatedByLoss;

    /// <summary>Completes when nothing will ever be sent again.</summary>
    public Task Ended => _ended.Task;

    private bool GateIsOpen =>
        _gateClosedSince is not { } since || _context.Time.GetElapsedTime(since) >= _context.Settings.RetryGateClosedFor;

    private void OnEnded(Connection connection, ConnectionEnd end)
    {
        connection.Abort();
        _context.Events.Publish(new DisassociatedEvent(_context.Self, Peer, connection.IsInbound));
        if (end.Failure is ProtocolException malformed)
        {
            _context.Log.Error("Closing the association with [{0}]: {1}", Peer, malformed.Message);
        }
        else if (end.Failure is { } failure and not (IOException or ObjectDisposedException))
        {
            _context.Log.Error(failure, "Closing the association with [{0}]", Peer);
        }

        if (_accepted == connection)
        {
            _accepted = null;
        }

        if (_writer == connection)
        {
            _writer = null;
        }
        else if (end.Goodbye == DisassociateReason.Unknown || connection.PeerUid != _peerUid)
        {
            return;
        }

        switch (_phase)
        {
            case AssociationPhase.Flushing:
                Close();
                break;
            case AssociationPhase.Open:
                OnWriterLost(end);
                break;
        }
    }

    private void OnWriterLost(ConnectionEnd end)
    {
        var gate = _context.Settings.RetryGateClosedFor.TotalMilliseconds;
        switch (end.Goodbye)
        {
            case DisassociateReason.Shutdown:
                _context.Log.Debug(
                    "Remote system with address [{0}] has shut down. Address is now gated for {1} ms, all messages to this address will be "
                    + "delivered to dead letters.",
                    Peer, gate);
                ForgetIncarnation();
                break;
            case DisassociateReason.Quarantined:
                _context.Log.Warning(
                    "The remote system [{0}] has quarantined this system. No further associations to it are possible until this system is "
                    + "restarted. Address is now gated for {1} ms.",
                    Peer, gate);
                ForgetIncarnation();
                _context.Events.Publish(new ThisActorSystemQuarantinedEvent(_context.Self, Peer));
                break;
            default:
                if (_accepted is { } accepted && accepted.PeerUid == _peerUid)
                {
                    Open(accepted);
                    return;
                }

                _context.Log.Warning(
                    "Association with remote system {0} has failed; address is now gated for {1} ms. Reason is: [{2}]",
                    Peer, gate, end.Failure?.Message ?? "Disassociated");
                CloseGate(byLoss: true);
                break;
        }
    }

    /// <summary>The other side has said goodbye for good: nothing is kept for it.</summary>
    private void ForgetIncarnation()
    {
        AbandonConnections();
        DropKept(static _ => true);
        _peerUid = null;
        CloseGate(byLoss: false);
    }

    private void CloseGate(bool byLoss)
    {
        _phase = AssociationPhase.Gated;
        _gatedByLoss = byLoss;
        _gateClosedSince = _context.Time.GetTimestamp();
        Disarm();
        DropWaiting();
        ArmForRedelivery();
    }

    private void OnFlush()
    {
        switch (_phase)
        {
            case AssociationPhase.Open:
                _phase = AssociationPhase.Flushing;
                break;
            case AssociationPhase.Connecting:
                _flushWhenConnected = true;
                break;
            default:
                Close();
                break;
        }
    }

    private void Close()
    {
        _phase = AssociationPhase.Closed;
        AbandonConnections();
        _timer.Dispose();
        DropKept(static _ => true);
        DropWaiting();
        _ended.TrySetResult();
    }

    private void AbandonConnections()
    {
        _writer?.Abort();
        _writer = null;
        _accepted?.Abort();
        _accepted = null;
    }

    private void DropKept(Predicate<Outbound> match)
    {
        foreach (var message in _outbox.Remove(match))
        {
            ToDeadLetters(message);
        }
    }
}
