using Akka.Actor;

namespace Akka.Contract.Remoting;

public class PayloadSpecs : RemotingSpecs
{
    [Fact]
    public async Task A_serializer_with_manifests_carries_its_messages()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        Echo(there);
        var echo = await Systems.FindAsync(here, there, "echo");
        Assert.Equal(new Letters.Text("äöü €"), await echo.Ask<Letters.Text>(new Letters.Text("äöü €"), TimeSpan.FromSeconds(30)));
        Assert.Equal(new Letters.Numbered(-7), await echo.Ask<Letters.Numbered>(new Letters.Numbered(-7), TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_message_whose_manifest_is_unknown_is_dropped_and_the_next_arrives()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        var listener = new Recorder(there, "listener");
        var lost = Systems.Subscribe<Akka.Remote.DisassociatedEvent>(here);
        var found = await Systems.FindAsync(here, there, "listener");
        found.Tell(new Letters.Misunderstood());
        found.Tell(new Letters.Text("after"));
        Assert.Equal("after", (await listener.NextAsync<Letters.Text>()).Value);
        Assert.Empty(lost.Rest());
    }

    [Fact]
    public async Task A_message_whose_serializer_is_unknown_at_the_other_end_is_dropped_and_the_next_arrives()
    {
        const string Stranger = """
            akka.actor {
              serializers.foreign = "Akka.Contract.Remoting.ForeignSerializer, Akka.Contract.Tests"
              serialization-bindings { "Akka.Contract.Remoting.ForeignSerializer+Foreign, Akka.Contract.Tests" = foreign }
              serialization-identifiers { "Akka.Contract.Remoting.ForeignSerializer, Akka.Contract.Tests" = 7002 }
            }
            """;
        var (here, there) = (Systems.Create("here", Stranger), Systems.Create("there"));
        var listener = new Recorder(there, "listener");
        var found = await Systems.FindAsync(here, there, "listener");
        found.Tell(new ForeignSerializer.Foreign());
        found.Tell(new Letters.Text("after"));
        Assert.Equal("after", (await listener.NextAsync<Letters.Text>()).Value);
    }

    [Fact]
    public async Task A_message_that_cannot_be_written_is_dropped_and_the_next_arrives()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        var listener = new Recorder(there, "listener");
        var found = await Systems.FindAsync(here, there, "listener");
        found.Tell(new Letters.Unwritable());
        found.Tell(new Letters.Text("after"));
        Assert.Equal("after", (await listener.NextAsync<Letters.Text>()).Value);
    }

    [Fact]
    public async Task A_message_below_the_frame_limit_arrives_and_one_above_is_dropped_alone()
    {
        const string Narrow = "akka.remote.dot-netty.tcp.maximum-frame-size = 40000b";
        var (here, there) = (Systems.Create("here", Narrow), Systems.Create("there", Narrow));
        var listener = new Recorder(there, "listener");
        var found = await Systems.FindAsync(here, there, "listener");
        found.Tell(new Letters.Bulk(39_000));
        found.Tell(new Letters.Bulk(40_001));
        found.Tell(new Letters.Text("after"));
        Assert.Equal(39_000, (await listener.NextAsync<Letters.Bulk>()).ByteCount);
        Assert.Equal("after", (await listener.NextAsync<Letters.Text>()).Value);
    }

    [Fact]
    public async Task The_frame_limit_is_128_000_bytes_unless_configured()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there"));
        var listener = new Recorder(there, "listener");
        var found = await Systems.FindAsync(here, there, "listener");
        found.Tell(new Letters.Bulk(127_000));
        found.Tell(new Letters.Bulk(128_001));
        found.Tell(new Letters.Text("after"));
        Assert.Equal(127_000, (await listener.NextAsync<Letters.Bulk>()).ByteCount);
        Assert.Equal("after", (await listener.NextAsync<Letters.Text>()).Value);
    }
}
