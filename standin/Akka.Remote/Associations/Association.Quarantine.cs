using Akka.Event;
using Akka.Remote.Wire;

namespace Akka.Remote.Associations;

internal sealed partial class Association
{
    // Read by the thread that greets connections.
    private volatile QuarantineMarker? _quarantine;

    /// <summary>Whether this incarnation of the peer was given up. Thread-safe.</summary>
    public bool IsQuarantined(int uid) =>
        _quarantine is { } quarantine && quarantine.Uid == uid && quarantine.Until > _context.Time.GetUtcNow();

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
            _accepted = _accepted == writer ? null : _accepted;
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
}
