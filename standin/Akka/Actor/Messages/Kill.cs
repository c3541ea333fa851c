namespace Akka.Actor;

/// <summary>Makes the receiver fail with <see cref="ActorKilledException"/>; by default its supervisor then stops it.</summary>
public sealed class Kill : IAutoReceivedMessage
{
    private Kill()
    {
    }

    /// <summary>The only instance.</summary>
    public static Kill Instance { get; } = new();

    public override string ToString() => "<Kill>";
}
