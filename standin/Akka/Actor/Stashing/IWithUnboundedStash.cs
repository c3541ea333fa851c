namespace Akka.Actor;

/// <summary>An actor that has a stash without limit.</summary>
public interface IWithUnboundedStash : IWithUnrestrictedStash;
