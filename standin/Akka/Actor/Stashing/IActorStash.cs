namespace Akka.Actor;

/// <summary>An actor that has a stash.</summary>
public interface IActorStash
{
    /// <summary>Set by the actor system after construction.</summary>
    IStash Stash { get; set; }
}
