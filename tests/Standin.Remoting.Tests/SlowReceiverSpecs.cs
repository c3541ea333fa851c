using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using Akka.Remote.Associations;
using Akka.Remote.Wire;

namespace Standin.Remoting.Tests;

public class SlowReceiverSpecs
{
    [Fact]
    public async Task Messages_for_a_peer_that_does_not_read_are_bounded_and_the_rest_become_dead_letters()
    {
        const int Sent = Association.MaxWaiting + 150_000;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"akka.tcp://slow@{listener.LocalEndpoint}";
        var system = ActorSystem.Create("sender", ConfigurationFactory.ParseString("""
            akka { stdout-loglevel = OFF, loglevel = OFF, log-dead-letters = off
              actor.provider = remote
              remote { flush-wait-on-shutdown = 100 ms, dot-netty.tcp { hostname = "127.0.0.1", port = 0 } } }
            """));
        var counter = new Counter();
        system.EventStream.Subscribe(system.ActorOf(Props.Create(() => new DeadLetterCounter(counter))), typeof(DeadLetter));

        var slow = system.ActorSelection(address + "/user/slow");
        slow.Tell("first");
        using var socket = await listener.AcceptSocketAsync();
        var frames = new FrameWriter();
        frames.Hello(new Hello(address, 1, "akka.tcp://sender@127.0.0.1:1"));
        await socket.SendAsync(frames.Written);

        var text = new string('x', 200);
        for (var message = 0; message < Sent; message++)
        {
            slow.Tell(text);
        }

        // Some fit into the sockets' buffers, some wait, none more than the limit.
        await counter.WaitUntilAsync(Sent - Association.MaxWaiting - 100_000);
        Assert.True(counter.Count < Sent);
        await system.Terminate().WaitAsync(TimeSpan.FromSeconds(30));
    }

    private sealed class DeadLetterCounter : ReceiveActor
    {
        public DeadLetterCounter(Counter counter)
        {
            Receive<DeadLetter>(_ => counter.Add());
        }
    }

    private sealed class Counter
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public void Add() => Interlocked.Increment(ref _count);

        public async Task WaitUntilAsync(int count)
        {
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            while (Count < count)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), timeout.Token);
            }
        }
    }
}
