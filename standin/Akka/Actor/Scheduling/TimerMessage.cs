namespace Akka.Actor;

/// <summary>What a timer puts into the mailbox: the message, and which start of which timer it belongs to.</summary>
internal class TimerMessage(TimerScheduler owner, object key, long generation, object message)
    : IWrappedMessage, INoSerializationVerificationNeeded
{
    public TimerScheduler Owner { get; } = owner;

    public object Key { get; } = key;

    public long Generation { get; } = generation;

    public object Message { get; } = message;
}
