using System.Diagnostics.CodeAnalysis;
using System.Text;
using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Event;
using Akka.Remote.Transport;
using Akka.Remote.Wire;

namespace Akka.Remote.Messages;

/// <summary>
/// Delivers what another system sent. What cannot be read or has no recipient here is dropped with a line in the log, alone. Safe for
/// several connections at a time.
/// </summary>
internal sealed class InboundMessages(
    RemoteActorRefProvider provider, ExtendedActorSystem system, RemoteSettings settings, ILoggingAdapter log)
{
    private readonly RecentBytes<IInternalActorRef> _recipients = new();
    private readonly RecentBytes<IActorRef> _senders = new();
    private readonly RecentBytes<string> _manifests = new();

    [SuppressMessage("Design", "CA1031", Justification = "What one message makes a serializer or an actor throw must not stop all others.")]
    public void Dispatch(Connection connection, in MessageFrame frame)
    {
        if (connection.CalledAs != provider.DefaultAddress)
        {
            log.Error(
                "Dropping message for non-local recipient [{0}{1}] arriving at [{0}] inbound addresses [{2}]",
                connection.CalledAs, Encoding.UTF8.GetString(frame.Recipient), provider.DefaultAddress);
            return;
        }

        object message;
        try
        {
            message = system.Serialization.Deserialize(frame.Payload.ToArray(), frame.SerializerId, ManifestOf(frame));
        }
        catch (Exception failure)
        {
            log.Warning(
                "Deserialization failed for message with serializer id [{0}] and manifest [{1}]. Transient association error (association "
                + "remains live). {2}",
                frame.SerializerId, Encoding.UTF8.GetString(frame.Manifest), failure.Message);
            return;
        }

        try
        {
            Deliver(RecipientOf(frame), message, SenderOf(connection, frame));
        }
        catch (Exception failure)
        {
            log.Error(failure, "Delivering a message from [{0}] failed. The association remains live.", connection.Peer);
        }
    }

    private void Deliver(IInternalActorRef recipient, object message, IActorRef sender)
    {
        if (settings.LogReceived)
        {
            log.Debug("RemoteMessage: {0} to {1} from {2}", message, recipient, sender);
        }

        switch (message)
        {
            case ISystemMessage system:
                recipient.SendSystemMessage(system);
                break;
            case ActorSelectionMessage selection:
                // Here, and not in the actors on the way: their mailboxes may be long.
                SelectionDelivery.Deliver(recipient, sender, selection);
                break;
            default:
                recipient.Tell(message, sender);
                break;
        }
    }

    private string ManifestOf(in MessageFrame frame)
    {
        if (_manifests.Find(frame.Manifest) is not { } manifest)
        {
            manifest = Encoding.UTF8.GetString(frame.Manifest);
            _manifests.Add(frame.Manifest, manifest);
        }

        return manifest;
    }

    private IInternalActorRef RecipientOf(in MessageFrame frame)
    {
        if (_recipients.Find(frame.Recipient) is { } known)
        {
            return known;
        }

        var recipient = provider.ResolveHere(Encoding.UTF8.GetString(frame.Recipient));

        // A path without uid may lead to another actor tomorrow; whoever asks is asked once.
        if (recipient is ActorRefWithCell && frame.Recipient.Contains((byte)'#'))
        {
            _recipients.Add(frame.Recipient, recipient);
        }

        return recipient;
    }

    private IActorRef SenderOf(Connection connection, in MessageFrame frame)
    {
        switch (frame.SenderKind)
        {
            case SenderKind.None:
                return provider.DeadLetters;
            case SenderKind.Elsewhere:
                return provider.ResolveActorRef(Encoding.UTF8.GetString(frame.Sender));
            default:
                if (_senders.Find(frame.Sender) is { } known)
                {
                    return known;
                }

                var sender = provider.ResolveActorRef(connection.Peer + Encoding.UTF8.GetString(frame.Sender));
                if (!frame.Sender.StartsWith("/temp/"u8))
                {
                    _senders.Add(frame.Sender, sender);
                }

                return sender;
        }
    }
}
