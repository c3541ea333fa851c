using Akka.Actor;

namespace Akka.Contract.Remoting;

/// <summary>Gives every specification its own actor systems.</summary>
public abstract class RemotingSpecs : IAsyncLifetime
{
    internal Systems Systems { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await Systems.DisposeAsync();

    internal static IActorRef Echo(ActorSystem system, string name = "echo") => system.ActorOf(Props.Create<EchoActor>(), name);

    /// <summary>Makes sure that messages get from one system to the other and back.</summary>
    internal static async Task ExpectEchoAsync(ActorSystem from, IActorRef echo, string text = "hello")
    {
        var recorder = new Recorder(from);
        echo.Tell(new Letters.Text(text), recorder.Ref);
        Assert.Equal(text, (await recorder.NextAsync<Letters.Text>()).Value);
    }

    /// <summary>The same, again and again until it works: while a gate is closed messages are lost.</summary>
    internal static Task EventuallyEchoesAsync(ActorSystem from, ActorSystem at, string name = "echo") =>
        Systems.EventuallyAsync(() => EchoesAsync(from, at, name));

    /// <summary>Whether it works now.</summary>
    internal static async Task<bool> EchoesAsync(ActorSystem from, ActorSystem at, string name = "echo")
    {
        try
        {
            await from.ActorSelection(Systems.PathOf(at, name)).Ask<Letters.Text>(new Letters.Text("?"), TimeSpan.FromMilliseconds(500));
            return true;
        }
        catch (AskTimeoutException)
        {
            return false;
        }
    }
}
