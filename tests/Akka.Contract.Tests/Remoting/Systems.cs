using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Configuration;

namespace Akka.Contract.Remoting;

/// <summary>Actor systems with remoting on loopback, terminated together.</summary>
internal sealed class Systems : IAsyncDisposable
{
    private const string Base = """
        akka {
          loglevel = WARNING
          stdout-loglevel = OFF
          log-dead-letters = off
          actor {
            provider = remote
            serializers.letter = "Akka.Contract.Remoting.LetterSerializer, Akka.Contract.Tests"
            serialization-bindings {
              "Akka.Contract.Remoting.Letters+ILetter, Akka.Contract.Tests" = letter
            }
            serialization-identifiers {
              "Akka.Contract.Remoting.LetterSerializer, Akka.Contract.Tests" = 7001
            }
          }
          remote {
            retry-gate-closed-for = 300 ms
            dot-netty.tcp {
              hostname = "127.0.0.1"
              port = 0
            }
          }
        }
        """;

    /// <summary>Notices within a second or two that another system is gone.</summary>
    public const string AlertWatch = """
        akka.remote.watch-failure-detector {
          heartbeat-interval = 200 ms
          acceptable-heartbeat-pause = 1 s
          unreachable-nodes-reaper-interval = 200 ms
          expected-response-after = 500 ms
        }
        """;

    private readonly List<ActorSystem> _all = [];

    public ActorSystem Create(string name, string config = "")
    {
        var system = ActorSystem.Create(
            name, ConfigurationFactory.ParseString(config).WithFallback(ConfigurationFactory.ParseString(Base)));
        _all.Add(system);
        return system;
    }

    public static Address AddressOf(ActorSystem system) => ((ExtendedActorSystem)system).Provider.DefaultAddress;

    /// <summary>Path of a user actor of a system, as others have to spell it.</summary>
    public static string PathOf(ActorSystem system, string name) => $"{AddressOf(system)}/user/{name}";

    /// <summary>The actor of another system, found from this one.</summary>
    public static Task<IActorRef> FindAsync(ActorSystem from, ActorSystem at, string name) =>
        from.ActorSelection(PathOf(at, name)).ResolveOne(TimeSpan.FromSeconds(30));

    /// <summary>A port that is free now, below those that the operating system hands out, so that it stays free.</summary>
    public static int FreePort()
    {
        while (true)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            var port = Random.Shared.Next(10_000, 32_000);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
                // Taken: another.
            }
        }
    }

    /// <summary>Repeats an action until a fact holds; for facts that nobody announces.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> fact)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await fact())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), timeout.Token);
        }
    }

    /// <summary>Records what a system publishes.</summary>
    public static Recorder Subscribe<T>(ActorSystem system)
    {
        var recorder = new Recorder(system);
        system.EventStream.Subscribe(recorder.Ref, typeof(T));
        return recorder;
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_all.Select(system => system.Terminate()));
}
