using Akka.Actor;
using Akka.Configuration;

namespace RemotingBench;

internal static class Systems
{
    /// <summary>The product's settings of the failure detector.</summary>
    public static string ProductsWatch()
    {
        const string Section = "akka.remote.watch-failure-detector.";
        var reference = ConfigurationFactory.ParseString(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "reference.conf")));
        string[] keys =
        [
            "heartbeat-interval", "acceptable-heartbeat-pause", "threshold", "min-std-deviation", "unreachable-nodes-reaper-interval",
            "expected-response-after",
        ];
        return string.Join('\n', keys.Select(key => $"{Section}{key} = {reference.GetString(Section + key)}"));
    }

    public static ActorSystem Create(string name, string config = "") => ActorSystem.Create(name, ConfigurationFactory.ParseString($$"""
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
        {{config}}
        """));

    public static Address AddressOf(ActorSystem system) => ((ExtendedActorSystem)system).Provider.DefaultAddress;
}
