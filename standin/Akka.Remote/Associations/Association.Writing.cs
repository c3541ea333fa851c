using System.Diagnostics.CodeAnalysis;
using Akka.Dispatch.SysMsg;
using Akka.Remote.Messages;
using Akka.Remote.Transport;
using Akka.Remote.Wire;

namespace Akka.Remote.Associations;

internal sealed partial class Association
{
    // One write carries what is waiting, up to about what the socket's buffer takes at once.
    private const int BatchBytes = 65_536;
    private const int BatchesPerTurn = 16;

    private readonly FrameWriter _frames = new();
    private readonly MessageWriter _messages;
    private readonly SystemMessageOutbox _outbox;
    private bool _writing;
    private bool _resend;
    private bool _heartbeatDue;
    private bool _farewellWritten;
    private long _acknowledged;

    private void WriteWaiting()
    {
        for (var batch = 0; batch < BatchesPerTurn && !_writing && _writer is { } connection; batch++)
        {
            Collect(connection);
            if (_frames.Length == 0)
            {
                return;
            }

            var write = connection.WriteAsync(_frames.Written);
            if (!write.IsCompletedSuccessfully)
            {
                _writing = true;
                _ = WhenWrittenAsync(write, connection);
                return;
            }

            AfterWrite(connection);
        }
    }

    private void Collect(Connection connection)
    {
        _frames.Clear();
        var received = _inbox.LastOf(connection.PeerUid);
        if (received > _acknowledged)
        {
            _frames.Acknowledgement(received);
            _acknowledged = received;
        }

        if (_heartbeatDue)
        {
            _frames.Heartbeat();
            _heartbeatDue = false;
        }

        if (_resend)
        {
            _resend = false;
            foreach (var (sequence, message) in _outbox.Unacknowledged)
            {
                _messages.Write(_frames, message, sequence);
            }
        }

        while (_frames.Length < BatchBytes && TryTake(out var message))
        {
            if (message.Message is not ISystemMessage)
            {
                _messages.Write(_frames, message, sequence: 0);
            }
            else if (TryKeep(message, out var sequence))
            {
                _messages.Write(_frames, message, sequence);
            }
        }

        if (_phase == AssociationPhase.Flushing && !_farewellWritten && !HasMessages)
        {
            _frames.Disassociate(DisassociateReason.Shutdown);
            _farewellWritten = true;
        }
    }

    private void AfterWrite(Connection connection)
    {
        if (_farewellWritten)
        {
            // The other side reads to the end and closes: only then is everything there.
            connection.EndWriting();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails here ends the connection, and its reader says why.")]
    private async Task WhenWrittenAsync(ValueTask write, Connection connection)
    {
        try
        {
            await write;
        }
        catch (Exception)
        {
            connection.Abort();
        }

        Post(new AssociationCommand.Written());
    }

    /// <summary>Keeps a system message until it is acknowledged; too many unacknowledged ones make the peer hopeless.</summary>
    private bool TryKeep(in Outbound message, out long sequence)
    {
        sequence = _outbox.Add(message);
        if (_outbox.Count <= _context.Settings.SystemMessageBufferSize)
        {
            return true;
        }

        GiveUp($"{_outbox.Count} system messages are not acknowledged, the limit is {_context.Settings.SystemMessageBufferSize}");
        return false;
    }

    /// <summary>
    /// Nobody will get the messages that wait: they become dead letters, except what the same incarnation may still be told later.
    /// </summary>
    private void DropWaiting()
    {
        while (TryTake(out var message))
        {
            if (message.Message is ISystemMessage && MayKeep(message))
            {
                TryKeep(message, out _);
                ArmForRedelivery();
            }
            else
            {
                ToDeadLetters(message);
            }
        }
    }

    private bool MayKeep(in Outbound message) =>
        _phase == AssociationPhase.Gated && _peerUid is not null && (_gatedByLoss || message.Message is not (Watch or Unwatch));
}
