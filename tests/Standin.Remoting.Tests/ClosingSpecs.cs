using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Remote.Wire;

namespace Standin.Remoting.Tests;

/// <summary>Why a connection was closed is for a person to read: who was at the other end, and what was wrong.</summary>
public sealed class ClosingSpecs : IAsyncLifetime
{
    private readonly ActorSystem _system = ActorSystem.Create("victim", ConfigurationFactory.ParseString("""
        akka { stdout-loglevel = OFF, loglevel = WARNING, loggers = [], log-dead-letters = off
          actor.provider = remote
          remote.dot-netty.tcp { hostname = "127.0.0.1", port = 0 } }
        """));

    private Address Address => ((ExtendedActorSystem)_system).Provider.DefaultAddress;

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    [Theory]
    [InlineData(new byte[] { 0x01, 0xF4, 0x01, 0x00 }, "128001 bytes")]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF }, "4294967295 bytes")]
    [InlineData(new byte[] { 1, 0, 0, 0, 255 }, "255")]
    public async Task A_malformed_or_oversized_frame_is_named_with_the_peer_that_sent_it(byte[] bytes, string what)
    {
        var line = NextLineOf<Error>();
        using var peer = await RawPeer.AssociateAsync(Address);
        await peer.SendAsync(bytes);
        await peer.ExpectCloseAsync();

        var said = await line.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Contains("Closing the association with [akka.tcp://raw@127.0.0.1:1]", said, StringComparison.Ordinal);
        Assert.Contains(what, said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_a_handshake_is_named_with_where_it_came_from()
    {
        var line = NextLineOf<Warning>();
        using var peer = await RawPeer.ConnectAsync(Address);
        await peer.SendAsync(BitConverter.GetBytes(FrameLimits.HandshakeBytes + 1));
        await peer.ExpectCloseAsync();

        var said = await line.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Contains("Closing the connection of [127.0.0.1:", said, StringComparison.Ordinal);
        Assert.Contains($"{FrameLimits.HandshakeBytes + 1} bytes", said, StringComparison.Ordinal);
    }

    private Task<string> NextLineOf<T>()
        where T : LogEvent
    {
        var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _system.EventStream.Subscribe(_system.ActorOf(Props.Create(() => new Listener<T>(heard))), typeof(T));
        return heard.Task;
    }

    private sealed class Listener<T> : ReceiveActor
        where T : LogEvent
    {
        public Listener(TaskCompletionSource<string> heard)
        {
            Receive<T>(e => heard.TrySetResult(e.Message?.ToString() ?? ""));
        }
    }
}
