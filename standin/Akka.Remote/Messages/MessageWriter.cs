using System.Diagnostics.CodeAnalysis;
using Akka.Actor;
using Akka.Event;
using Akka.Remote.Associations;
using Akka.Remote.Wire;
using Akka.Serialization;
using SerializationScope = Akka.Serialization.Serialization;

namespace Akka.Remote.Messages;

/// <summary>Serializes outbound messages. What cannot be sent is dropped with an error in the log, alone. Not thread-safe.</summary>
internal sealed class MessageWriter(ExtendedActorSystem system, RemoteSettings settings, ILoggingAdapter log)
{
    private const int RecentSenders = 64;

    private readonly (IActorRef? Ref, byte[] Path)[] _senders = new (IActorRef?, byte[])[RecentSenders];

    /// <param name="frames">Takes the frame.</param>
    /// <param name="message">What to send.</param>
    /// <param name="sequence">Its number among the system messages; 0 for a user message.</param>
    [SuppressMessage("Design", "CA1031", Justification = "What one serializer throws must not stop the messages of all others.")]
    public void Write(FrameWriter frames, in Outbound message, long sequence)
    {
        var start = frames.Length;
        try
        {
            var serializer = system.Serialization.FindSerializerFor(message.Message);
            var (senderKind, sender) = Encode(message.Sender);
            var length = frames.Message(
                sequence,
                message.Recipient.EncodedPath,
                senderKind,
                sender,
                serializer.Identifier,
                SerializationScope.ManifestFor(serializer, message.Message),
                ToBinary(serializer, message.Message));
            if (length > settings.Tcp.MaximumFrameBytes)
            {
                frames.Truncate(start);
                log.Error(
                    "Transient association error (association remains live): discarding oversized payload sent to [{0}]: max allowed size {1} "
                    + "bytes, actual size of encoded [{2}] was {3} bytes.",
                    message.Recipient, settings.Tcp.MaximumFrameBytes, NameOf(message.Message), length);
                return;
            }
        }
        catch (Exception failure)
        {
            frames.Truncate(start);
            log.Error(
                failure,
                "Serialization failed for message [{0}]. Transient association error (association remains live)",
                NameOf(message.Message));
            return;
        }

        if (settings.LogSent)
        {
            log.Debug("RemoteMessage: {0} to [{1}] from [{2}]", message.Message, message.Recipient, message.Sender);
        }
    }

    private byte[] ToBinary(Serializer serializer, object message)
    {
        var outer = SerializationScope.CurrentTransportInformation;
        SerializationScope.CurrentTransportInformation = system.Provider.SerializationInformation;
        try
        {
            return serializer.ToBinary(message);
        }
        finally
        {
            SerializationScope.CurrentTransportInformation = outer;
        }
    }

    private (SenderKind Kind, byte[] Path) Encode(IActorRef? sender)
    {
        if (sender.IsNobody())
        {
            return (SenderKind.None, []);
        }

        if (!sender!.Path.Address.HasLocalScope)
        {
            return (SenderKind.Elsewhere, EncodedPaths.Complete(sender.Path));
        }

        // Those who ask are new every time; actors are not.
        if (sender is not ActorRefWithCell)
        {
            return (SenderKind.SendingSystem, EncodedPaths.Relative(sender.Path));
        }

        ref var recent = ref _senders[System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(sender) & (RecentSenders - 1)];
        if (!ReferenceEquals(recent.Ref, sender))
        {
            recent = (sender, EncodedPaths.Relative(sender.Path));
        }

        return (SenderKind.SendingSystem, recent.Path);
    }

    private static string NameOf(object message) => message is IWrappedMessage wrapped
        ? $"{message.GetType()}-->{NameOf(wrapped.Message)}"
        : message.GetType().ToString();
}
