namespace Akka.Actor;

/// <summary>Makes and finds an extension.</summary>
public interface IExtensionId
{
    Type ExtensionType { get; }

    /// <summary>Registers the extension with the system, if it is not yet, and returns it.</summary>
    object Apply(ActorSystem system);

    object Get(ActorSystem system);

    /// <summary>Called once for each system.</summary>
    object CreateExtension(ExtendedActorSystem system);
}
