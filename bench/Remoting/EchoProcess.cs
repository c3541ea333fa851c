using Akka.Actor;

namespace RemotingBench;

/// <summary>Returns every ball, until standard input ends. Writes the path of the actor that does.</summary>
internal static class EchoProcess
{
    public static async Task<int> RunAsync()
    {
        var system = Systems.Create("echo");
        system.ActorOf(Props.Create<EchoActor>(), "echo");
        Console.WriteLine($"{Systems.AddressOf(system)}/user/echo");
        await Console.In.ReadToEndAsync();
        await system.Terminate();
        return 0;
    }

    private sealed class EchoActor : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message);
    }
}
