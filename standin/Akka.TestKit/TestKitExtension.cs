using Akka.Actor;

namespace Akka.TestKit;

/// <summary>Gives each actor system under test its <see cref="TestKitSettings"/>.</summary>
public class TestKitExtension : ExtensionIdProvider<TestKitSettings>
{
    public static TestKitSettings For(ActorSystem system) => system.GetExtension<TestKitSettings>();

    public override TestKitSettings CreateExtension(ExtendedActorSystem system) => new(system.Settings.Config);
}
