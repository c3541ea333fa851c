using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>What a test kit tells its test actor; none of it reaches the test.</summary>
internal static class TestActorCommands
{
    /// <summary>Answered by <see cref="Done"/>.</summary>
    public sealed record Watch(IActorRef Actor) : INoSerializationVerificationNeeded;

    /// <summary>Answered by <see cref="Done"/>.</summary>
    public sealed record Unwatch(IActorRef Actor) : INoSerializationVerificationNeeded;

    /// <summary>Drops the messages for which it is true; null for none.</summary>
    public sealed record SetIgnore(Func<object, bool> Ignore) : INoSerializationVerificationNeeded;

    public sealed record SetAutoPilot(AutoPilot AutoPilot) : INoSerializationVerificationNeeded;

    /// <summary>Makes a child; the reference to it is the test's next message.</summary>
    public sealed record Spawn(Props Props, string Name) : INoSerializationVerificationNeeded;
}
