using System.Buffers.Binary;
using System.Text;
using Akka.Actor;
using Akka.Configuration;
using Akka.Remote.Wire;

namespace Standin.Remoting.Tests;

/// <summary>Who speaks the protocol can still say anything.</summary>
public sealed class HostilePeerSpecs : IAsyncLifetime
{
    private const string Loopback = """
        akka { stdout-loglevel = OFF, loglevel = OFF, log-dead-letters = off
          actor.provider = remote
          remote { retry-gate-closed-for = 100 ms, dot-netty.tcp { hostname = "127.0.0.1", port = 0 } } }
        """;

    private readonly ActorSystem _system = ActorSystem.Create("victim", ConfigurationFactory.ParseString(Loopback));
    private readonly ActorSystem _friend = ActorSystem.Create("friend", ConfigurationFactory.ParseString(Loopback));

    private Address Address => ((ExtendedActorSystem)_system).Provider.DefaultAddress;

    public Task InitializeAsync()
    {
        _system.ActorOf(Props.Create<Echo>(), "echo");
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.WhenAll(_system.Terminate(), _friend.Terminate());

    [Fact]
    public async Task A_wrong_magic_number_ends_the_connection()
    {
        using var peer = await RawPeer.ConnectAsync(Address);
        peer.Frames.Hello(new Hello("akka.tcp://raw@127.0.0.1:1", 1, Address.ToString()));
        var bytes = peer.Frames.Written.ToArray();
        bytes[5] ^= 1;
        await peer.SendAsync(bytes);
        await peer.ExpectCloseAsync();
        await ExpectServiceAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("akka://raw")]
    [InlineData("akka.tcp://raw@127.0.0.1")]
    [InlineData("akka.ssl.tcp://raw@127.0.0.1:1")]
    public async Task An_address_that_nobody_could_reach_ends_the_connection(string from)
    {
        using var peer = await RawPeer.ConnectAsync(Address);
        peer.Frames.Hello(new Hello(from, 1, Address.ToString()));
        await peer.FlushAsync();
        await peer.ExpectCloseAsync();
        await ExpectServiceAsync();
    }

    [Fact]
    public async Task A_long_frame_before_the_handshake_ends_the_connection()
    {
        using var peer = await RawPeer.ConnectAsync(Address);
        await peer.SendAsync(BitConverter.GetBytes(FrameLimits.HandshakeBytes + 1));
        await peer.ExpectCloseAsync();
        await ExpectServiceAsync();
    }

    [Fact]
    public async Task More_silent_connections_than_are_allowed_keep_nobody_out()
    {
        var silent = new List<RawPeer>();
        for (var stranger = 0; stranger < 400; stranger++)
        {
            silent.Add(await RawPeer.ConnectAsync(Address));
        }

        await ExpectServiceAsync();
        await silent[0].ExpectCloseAsync();
        silent.ForEach(peer => peer.Dispose());
    }

    [Fact]
    public async Task A_frame_over_the_limit_ends_the_connection()
    {
        using var peer = await RawPeer.AssociateAsync(Address);
        await peer.SendAsync(BitConverter.GetBytes(128_001));
        await peer.ExpectCloseAsync();
        await ExpectServiceAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(255)]
    public async Task A_kind_of_frame_that_does_not_belong_here_ends_the_connection(byte kind)
    {
        using var peer = await RawPeer.AssociateAsync(Address);
        await peer.SendAsync([1, 0, 0, 0, kind]);
        await peer.ExpectCloseAsync();
        await ExpectServiceAsync();
    }

    [Fact]
    public async Task Payloads_of_any_serializer_and_any_bytes_are_survived()
    {
        using var peer = await RawPeer.AssociateAsync(Address);
        var random = new Random(5);
        string[] manifests = [
            "",
            "S",
            "I",
            "L",
            "ID",
            "AID",
            "AR",
            "SEL",
            "SF",
            "SS",
            "AD",
            "PP",
            "W",
            "U",
            "DW",
            "H",
            "HR",
            "System.String"
        ];
        for (var round = 0; round < 4_000; round++)
        {
            var payload = new byte[random.Next(0, 200)];
            random.NextBytes(payload);
            Message(
                peer,
                random.Next(20) == 0 ? Text(random, 100) : "/user/nobody",
                random.Next(0, 30),
                manifests[random.Next(manifests.Length)],
                payload,
                random.Next(4) == 0 ? 1 + round : 0);
            if (round % 100 == 0)
            {
                await peer.FlushAsync();
            }
        }

        await peer.FlushAsync();
        await ExpectServiceAsync();
    }

    [Fact]
    public async Task A_path_deeper_than_any_stack_is_survived()
    {
        using var peer = await RawPeer.AssociateAsync(Address);
        var deep = new StringBuilder().Insert(0, "/a", 32_000).ToString();
        Message(peer, deep, 17, "S", "x"u8.ToArray());
        Message(peer, "/user/echo", 17, "S", "x"u8.ToArray(), sender: deep);
        Message(peer, "/user/echo", 16, "AR", Prefixed(Address + deep));
        await peer.FlushAsync();
        await ExpectServiceAsync();
    }

    [Fact]
    public async Task Messages_nested_without_end_are_survived()
    {
        using var peer = await RawPeer.AssociateAsync(Address);
        var payload = Array.Empty<byte>();
        while (payload.Length < 120_000)
        {
            // Serializer, manifest, length, nested, no fan-out, no elements: a selection around what there is.
            payload = [16, 0, 0, 0, 3, (byte)'S', (byte)'E', (byte)'L', .. Int32(payload.Length), .. payload, 0, 0, 0, 0, 0];
        }

        Message(peer, "/", 16, "SEL", payload);
        await peer.FlushAsync();
        await ExpectServiceAsync();
    }

    [Fact]
    public async Task No_name_on_the_wire_makes_an_object()
    {
        using var peer = await RawPeer.AssociateAsync(Address);
        foreach (var serializer in Enumerable.Range(-5, 40))
        {
            Message(peer, "/user/echo", serializer, typeof(Trap).AssemblyQualifiedName!, "{}"u8.ToArray());
        }

        await peer.FlushAsync();
        await ExpectServiceAsync();
        Assert.False(Trap.Sprung);
    }

    [Fact]
    public async Task Many_peers_that_come_and_go_are_forgotten()
    {
        for (var visitor = 0; visitor < 300; visitor++)
        {
            using var peer = await RawPeer.AssociateAsync(Address, visitor, $"akka.tcp://visitor@127.0.0.1:{1 + visitor}");
        }

        await ExpectServiceAsync();
    }

    private static void Message(
        RawPeer peer, string recipient, int serializer, string manifest, byte[] payload, long sequence = 0, string? sender = null) =>
        peer.Frames.Message(
            sequence,
            Encoding.UTF8.GetBytes(recipient),
            sender is null ? SenderKind.None : SenderKind.SendingSystem,
            Encoding.UTF8.GetBytes(sender ?? ""),
            serializer,
            manifest,
            payload);

    private static byte[] Prefixed(string text)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(text);
        writer.Flush();
        return stream.ToArray();
    }

    private static byte[] Int32(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static string Text(Random random, int length) =>
        new(Enumerable.Range(0, random.Next(length)).Select(_ => (char)random.Next(32, 0x300)).ToArray());

    private async Task ExpectServiceAsync()
    {
        var reply = await _friend.ActorSelection($"{Address}/user/echo").Ask<string>("still there?", TimeSpan.FromSeconds(30));
        Assert.Equal("still there?", reply);
    }

    private sealed class Echo : UntypedActor
    {
        protected override void OnReceive(object message) => Sender.Tell(message);
    }

    private sealed class Trap
    {
        public Trap()
        {
            Sprung = true;
        }

        public static bool Sprung { get; private set; }
    }
}
