namespace Akka.Actor;

/// <summary>A path below another; <c>uid</c> tells the successive actors of one name apart, 0 leaves it open.</summary>
public sealed class ChildActorPath(ActorPath parentPath, string name, long uid) : ActorPath(parentPath, name, uid);
