using System.Diagnostics;
using Akka.Actor;

namespace Akka.Contract.Remoting;

/// <summary>An actor system in a process of its own, with an actor <c>/user/echo</c>.</summary>
internal sealed class PeerProcess : IDisposable
{
    private readonly Process _process;

    private PeerProcess(Process process, string address)
    {
        _process = process;
        Address = address;
    }

    public string Address { get; }

    public static async Task<PeerProcess> StartAsync()
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [typeof(PeerProcess).Assembly.Location])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("No process.");
        var address = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The peer did not start.");
        return new PeerProcess(process, address);
    }

    /// <summary>Ends it without a farewell.</summary>
    public void Kill() => _process.Kill();

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    /// <summary>The peer's own entry point: writes its address, serves until standard input ends.</summary>
    public static async Task Main()
    {
        await using var systems = new Systems();
        var system = systems.Create("peer");
        system.ActorOf(Props.Create<EchoActor>(), "echo");
        Console.WriteLine(Systems.AddressOf(system));
        await Console.In.ReadToEndAsync();
    }
}
