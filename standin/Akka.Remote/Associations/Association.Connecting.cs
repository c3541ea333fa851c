using System.Diagnostics.CodeAnalysis;
using Akka.Dispatch.SysMsg;
using Akka.Event;
using Akka.Remote.Transport;
using Akka.Remote.Wire;

namespace Akka.Remote.Associations;

internal sealed partial class Association
{
    private AssociationPhase _phase = AssociationPhase.Idle;

    // The connection we write to, and the last one the other side opened; the same one if we write to that.
    private Connection? _writer;
    private Connection? _accepted;

    // The incarnation last talked to.
    private int? _peerUid;
    private bool _flushWhenConnected;
    private bool _connectsForRedelivery;

    private void Handle(AssociationCommand command)
    {
        switch (command)
        {
            case AssociationCommand.Connected connected:
                OnConnected(connected.Connection);
                break;
            case AssociationCommand.ConnectFailed failed:
                OnConnectFailed(failed.Cause);
                break;
            case AssociationCommand.Accepted accepted:
                OnAccepted(accepted.Connection);
                break;
            case AssociationCommand.Ended ended:
                OnEnded(ended.Connection, ended.End);
                break;
            case AssociationCommand.Written:
                _writing = false;
                if (_writer is { } written)
                {
                    AfterWrite(written);
                }

                break;
            case AssociationCommand.Quarantine quarantine:
                OnQuarantine(quarantine.Uid);
                break;
            case AssociationCommand.Flush:
                OnFlush();
                break;
            case AssociationCommand.Close:
                Close();
                break;
            case AssociationCommand.Tick:
                OnTick();
                break;
        }
    }

    private void Connect(bool forRedelivery = false)
    {
        _connectsForRedelivery = forRedelivery;
        _phase = AssociationPhase.Connecting;
        _ = ConnectAsync();
    }

    [SuppressMessage(
        "Design", "CA1031", Justification = "Whatever keeps us from connecting, the messages that wait must not wait for ever.")]
    private async Task ConnectAsync()
    {
        try
        {
            Post(new AssociationCommand.Connected(await _context.Transport.ConnectAsync(_context.Self, Peer)));
        }
        catch (Exception failure)
        {
            Post(new AssociationCommand.ConnectFailed(failure));
        }
    }

    private void OnConnected(Connection connection)
    {
        if (_phase != AssociationPhase.Connecting)
        {
            connection.Abort();
            return;
        }

        if (IsQuarantined(connection.PeerUid))
        {
            _ = FarewellAsync(connection, DisassociateReason.Quarantined);
            StayQuarantined();
            return;
        }

        if (_accepted is { } accepted && accepted.PeerUid != connection.PeerUid)
        {
            accepted.Abort();
        }

        Read(connection, after: null);
        Open(connection);
        _context.Events.Publish(new AssociatedEvent(_context.Self, Peer, connection.IsInbound));
    }

    private void OnConnectFailed(Exception cause)
    {
        if (_phase != AssociationPhase.Connecting)
        {
            return;
        }

        if (_accepted is { } accepted)
        {
            // No way there, but the other side found one here.
            Open(accepted);
            return;
        }

        if (_flushWhenConnected)
        {
            Close();
            return;
        }

        if (_quarantine is { } quarantine && (_peerUid is null || _peerUid == quarantine.Uid))
        {
            StayQuarantined();
            return;
        }

        LogFailedAttempt(cause);
        if (cause is HandshakeRefusedException { Reason: DisassociateReason.Shutdown or DisassociateReason.Quarantined })
        {
            _peerUid = null;
        }

        if (_peerUid is null)
        {
            DropKept(static _ => true);
        }
        else
        {
            DropKept(static message => message.Message is Watch or Unwatch);
        }

        CloseGate(byLoss: false);
    }

    private void LogFailedAttempt(Exception cause)
    {
        var problem = new RemoteTransportException($"Association failed with {Peer}: {cause.Message}", cause);
        _context.Events.Publish(new AssociationErrorEvent(
            problem, _context.Self, Peer, inbound: false, _connectsForRedelivery ? LogLevel.DebugLevel : LogLevel.WarningLevel));
        _context.Events.Publish(new DisassociatedEvent(_context.Self, Peer, inbound: false));
        if (cause is HandshakeRefusedException { Reason: DisassociateReason.Quarantined })
        {
            _context.Events.Publish(new ThisActorSystemQuarantinedEvent(_context.Self, Peer));
        }

        if (_connectsForRedelivery)
        {
            // This may go on for minutes, and nobody asked.
            return;
        }

        _context.Log.Warning(
            "Tried to associate with unreachable remote address [{0}]. Address is now gated for {1} ms, all messages to this address will be "
            + "delivered to dead letters. Reason: [{2}]",
            Peer, _context.Settings.RetryGateClosedFor.TotalMilliseconds, cause.Message);
    }

    private void OnAccepted(Connection connection)
    {
        if (_phase is AssociationPhase.Flushing or AssociationPhase.Closed || IsQuarantined(connection.PeerUid))
        {
            var closing = _phase is AssociationPhase.Flushing or AssociationPhase.Closed;
            _ = FarewellAsync(connection, closing ? DisassociateReason.Shutdown : DisassociateReason.Quarantined);
            return;
        }

        if (_peerUid is { } known && known != connection.PeerUid && _phase == AssociationPhase.Open)
        {
            // Restarted: the old incarnation is history, whatever its connection believes.
            _quarantine = new QuarantineMarker(known, _context.Time.GetUtcNow() + _context.Settings.QuarantineDuration);
            _writer?.Abort();
            _writer = null;
        }

        // The other side writes to one connection at a time: with a new one, what it wrote to before is over. Only then is the new one
        // read, so that order is kept.
        var before = _accepted ?? (_writer is { PeerWrites: true } ? _writer : null);
        before?.Abort();
        _accepted = connection;
        Read(connection, before?.ReadingEnded);
        if (_phase == AssociationPhase.Connecting || (_phase == AssociationPhase.Open && _writer is not null && _writer != before))
        {
            // Both sides connected at once: each writes to its own connection.
            ArmHeartbeat();
        }
        else
        {
            Open(connection);
        }

        _context.Events.Publish(new AssociatedEvent(_context.Self, Peer, connection.IsInbound));
    }

    private void Open(Connection connection)
    {
        if (_peerUid is { } known && known != connection.PeerUid)
        {
            // They were meant for an incarnation that is gone.
            _outbox.Remove(static _ => true);
        }

        _peerUid = connection.PeerUid;
        _writer = connection;
        _resend = _outbox.Count > 0;
        _acknowledged = 0;
        _giveUpAt = null;
        _phase = _flushWhenConnected ? AssociationPhase.Flushing : AssociationPhase.Open;
        ArmHeartbeat();
    }

    private void Read(Connection connection, Task? after) => _ = Task.Run(async () =>
    {
        if (after is not null)
        {
            await after;
        }

        Post(new AssociationCommand.Ended(connection, await connection.ReadAsync(this)));
    });

    [SuppressMessage("Design", "CA1031", Justification = "A farewell is a courtesy.")]
    private async Task FarewellAsync(Connection connection, DisassociateReason reason)
    {
        try
        {
            var frames = new FrameWriter();
            frames.Disassociate(reason);
            await connection.WriteAsync(frames.Written).AsTask().WaitAsync(_context.Settings.FlushWait, _context.Time);
        }
        catch (Exception)
        {
            // It was not heard.
        }

        connection.Abort();
    }
}
