namespace Akka.Actor;

/// <summary>An actor that has a stash, whatever its mailbox.</summary>
public interface IWithUnrestrictedStash : IActorStash;
