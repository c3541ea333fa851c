using Akka.Event;

namespace Akka.Remote.Associations;

internal sealed partial class Association
{
    private readonly ITimer _timer;
    private DateTimeOffset? _giveUpAt;

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
                Connect(forRedelivery: true);
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
                    "Nothing was received from [{0}] for {1} ms: closing the connection.",
                    Peer,
                    (long)connection.Silence.TotalMilliseconds);
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
