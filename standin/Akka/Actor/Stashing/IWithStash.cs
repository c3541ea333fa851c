namespace Akka.Actor;

/// <summary>An actor that has a stash.</summary>
public interface IWithStash : IWithUnrestrictedStash;
