using Akka.Event;
using Akka.Remote.Transport;
using Akka.Remote.Wire;

namespace Akka.Remote.Associations;

internal sealed partial class Association
{
    private readonly ITimer _timer;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Read by the thread that greets connections.
    private volatile QuarantineMarker? _quarantine;
    private long? _gateClosedSince;
    private bool _gatedByLoss;
    private DateTimeOffset? _giveUpAt;

    /// <summary>Completes when nothing will ever be sent again.</summary>
    public Task Ended => _ended.Task;

    private bool GateIsOpen =>
        _gateClosedSince is not { } since || _context.Time.GetElapsedTime(since) >= _context.Settings.RetryGateClosedFor;

    /// <summary>Whether this incarnation of the peer was given up. Thread-safe.</summary>
    public bool IsQuarantined(int uid) => _quarantine is { } quarantine && quarantine.Uid == uid && quarantine.Until > _context.Time.GetUtcNow();

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
                AbandonConnections();
                DropKept(static _ => true);
                CloseGate(byLoss: false);
                break;
            case DisassociateReason.Quarantined:
                _context.Log.Warning(
                    "The remote system [{0}] has quarantined this system. No further associations to it are possible until this system is "
                    + "restarted. Address is now gated for {1} ms.",
                    Peer, gate);
                AbandonConnections();
                DropKept(static _ => true);
                CloseGate(byLoss: false);
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

    private void CloseGate(bool byLoss)
    {
        _phase = AssociationPhase.Gated;
        _gatedByLoss = byLoss;
        _gateClosedSince = _context.Time.GetTimestamp();
        Disarm();
        DropWaiting();
        ArmForRedelivery();
    }

    private void OnQuarantine(int? uid)
    {
        if (uid is null)
        {
            if (_phase is AssociationPhase.Open or AssociationPhase.Connecting)
            {
                _context.Log.Warning(
                    "Association to [{0}] with unknown UID is reported as quarantined, but address cannot be quarantined without knowing the "
                    + "UID, gating instead for {1} ms.",
                    Peer, _context.Settings.RetryGateClosedFor.TotalMilliseconds);
                AbandonConnections();
                DropKept(static _ => true);
                CloseGate(byLoss: false);
            }

            return;
        }

        var otherIsAlive = _phase == AssociationPhase.Open && _peerUid != uid;
        if (_quarantine?.Uid != uid && !otherIsAlive && _phase is not (AssociationPhase.Flushing or AssociationPhase.Closed))
        {
            Quarantine(uid.Value);
        }
    }

    private void GiveUp(string reason)
    {
        if (_peerUid is { } uid)
        {
            _context.Log.Error(
                "Association to [{0}] with UID [{1}] is irrecoverably failed. Quarantining address. Reason: {2}", Peer, uid, reason);
            Quarantine(uid);
        }
    }

    private void Quarantine(int uid)
    {
        _quarantine = new QuarantineMarker(uid, _context.Time.GetUtcNow() + _context.Settings.QuarantineDuration);
        _context.Events.Publish(new QuarantinedEvent(Peer, uid));
        if (_phase == AssociationPhase.Connecting)
        {
            // Whom the connection under way leads to will be seen.
            return;
        }

        if (_writer is { } writer)
        {
            _writer = null;
            _ = FarewellAsync(writer, DisassociateReason.Quarantined);
        }

        AbandonConnections();
        _phase = AssociationPhase.Quarantined;
        _gateClosedSince = null;
        ArmForRelease();
        DropKept(static _ => true);
        DropWaiting();
    }

    private void StayQuarantined()
    {
        _context.Log.Info(
            "Quarantined address [{0}] is still unreachable or has not been restarted. Keeping it quarantined.", Peer);
        _phase = AssociationPhase.Quarantined;
        _gateClosedSince = _context.Time.GetTimestamp();
        ArmForRelease();
        DropKept(static _ => true);
        DropWaiting();
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

    private void OnTick()
    {
        switch (_phase)
        {
            case AssociationPhase.Open or AssociationPhase.Connecting:
                CheckConnections();
                ArmHeartbeat();
                break;
            case AssociationPhase.Gated when _outbox.Count > 0 && _context.Time.GetUtcNow() >= _giveUpAt:
                GiveUp("Delivery of system messages timed out and they were dropped");
                break;
            case AssociationPhase.Gated when _outbox.Count > 0 && GateIsOpen:
                Connect();
                break;
            case AssociationPhase.Gated:
                ArmForRedelivery();
                break;
            case AssociationPhase.Quarantined when _quarantine is { } quarantine && quarantine.Until <= _context.Time.GetUtcNow():
                _quarantine = null;
                _phase = AssociationPhase.Idle;
                break;
            case AssociationPhase.Quarantined:
                ArmForRelease();
                break;
        }
    }

    private void CheckConnections()
    {
        _heartbeatDue = _writer is not null;
        if (_accepted is { } reader && reader != _writer)
        {
            reader.WriteHeartbeat();
        }

        foreach (var connection in new[] { _writer, _accepted })
        {
            if (connection is not null && connection.Silence > _context.Settings.TransportPatience)
            {
                _context.Log.Warning(
                    "Nothing was received from [{0}] for {1} ms: closing the connection.", Peer, (long)connection.Silence.TotalMilliseconds);
                connection.Abort();
            }
        }
    }

    private void ArmHeartbeat() => _timer.Change(_context.Settings.TransportHeartbeatInterval, Timeout.InfiniteTimeSpan);

    private void ArmForRedelivery()
    {
        if (_outbox.Count == 0)
        {
            return;
        }

        _giveUpAt ??= _context.Time.GetUtcNow() + _context.Settings.SystemMessageDeliveryTimeout;
        var closedFor = _gateClosedSince is { } since ? _context.Time.GetElapsedTime(since) : TimeSpan.MaxValue;
        var left = _context.Settings.RetryGateClosedFor - closedFor;
        _timer.Change(left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
    }

    // The timer also keeps this association from being forgotten, and with it whom not to talk to.
    private void ArmForRelease()
    {
        var longest = TimeSpan.FromDays(40);
        var duration = _context.Settings.QuarantineDuration;
        _timer.Change(duration < longest && duration > TimeSpan.Zero ? duration : longest, Timeout.InfiniteTimeSpan);
    }

    private void Disarm() => _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
}
