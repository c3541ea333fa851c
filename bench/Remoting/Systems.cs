using Akka.Actor;
using Akka.Configuration;

namespace RemotingBench;

internal static class Systems
{
    public static ActorSystem Create(string name) => ActorSystem.Create(name, ConfigurationFactory.ParseString("""
        akka {
          loglevel = WARNING
          actor {
            provider = remote
            serializers.ball = "RemotingBench.BallSerializer, Remoting"
            serialization-bindings { "RemotingBench.Ball, Remoting" = ball }
            serialization-identifiers { "RemotingBench.BallSerializer, Remoting" = 7100 }
          }
          remote.dot-netty.tcp {
            hostname = "127.0.0.1"
            port = 0
          }
        }
        """));

    public static Address AddressOf(ActorSystem system) => ((ExtendedActorSystem)system).Provider.DefaultAddress;
}
