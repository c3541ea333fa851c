namespace Akka.Actor;

/// <summary>How paths become selections.</summary>
public static class ActorRefFactoryShared
{
    public static ActorSelection ActorSelection(ActorPath actorPath, ActorSystem system)
    {
        var root = ((ExtendedActorSystem)system).Provider.RootGuardianAt(actorPath.Address);
        return new ActorSelection(root, actorPath.Elements);
    }

    /// <param name="path">Absolute with address, absolute within the system, or relative.</param>
    /// <param name="system">The system to select in.</param>
    /// <param name="lookupRoot">Where a relative path starts.</param>
    public static ActorSelection ActorSelection(string path, ActorSystem system, IActorRef lookupRoot)
    {
        if (string.IsNullOrEmpty(path))
            return new ActorSelection(system.DeadLetters, "");
        if (path[0] == '/')
            return new ActorSelection(((ExtendedActorSystem)system).Provider.RootGuardian, path.Split('/'));
        if (!path.Contains("://", StringComparison.Ordinal))
            return new ActorSelection(lookupRoot, path);
        return ActorPath.TryParse(path, out var actorPath) ? ActorSelection(actorPath, system) : new ActorSelection(system.DeadLetters, "");
    }

    public static ActorSelection ActorSelection(IActorRef anchorActorRef, string path) => new(anchorActorRef, path);
}
