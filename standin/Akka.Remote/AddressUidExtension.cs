using Akka.Actor;

namespace Akka.Remote;

/// <summary>Gives every actor system its <see cref="AddressUid"/>.</summary>
public class AddressUidExtension : ExtensionIdProvider<AddressUid>
{
    /// <inheritdoc/>
    public override AddressUid CreateExtension(ExtendedActorSystem system) => new();

    /// <summary>The number of the incarnation that <paramref name="system"/> is.</summary>
    public static int Uid(ActorSystem system) => system.WithExtension<AddressUid, AddressUidExtension>().Uid;
}
