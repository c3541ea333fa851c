using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace ActorDownloader.Messages.Serialization;

/// <summary>The serializer as an actor system finds it with the reference configuration alone.</summary>
public sealed class WireSerializerSpecs : IAsyncLifetime
{
    private readonly ActorSystem _system = ActorSystem.Create("wire", ReferenceConfig());

    public static TheoryData<string> Names => [.. Samples.All.Keys];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _system.Terminate();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_message_survives_the_serializer_that_the_system_finds_for_it(string name)
    {
        var message = Samples.All[name];
        var serializer = Assert.IsAssignableFrom<SerializerWithStringManifest>(_system.Serialization.FindSerializerFor(message));
        var manifest = serializer.Manifest(message);
        Assert.Equal(name.Split('-')[0], manifest);
        var bytes = serializer.ToBinary(message);
        var decoded = _system.Serialization.Deserialize(bytes, serializer.Identifier, manifest);
        Assert.Equal(message.GetType(), decoded.GetType());
        Assert.Equal(Structure.Of(message), Structure.Of(decoded));
    }

    // It goes over the wire with each message.
    [Fact]
    public void The_identifier_never_changes() =>
        Assert.Equal(1907, _system.Serialization.FindSerializerForType(typeof(IWireMessage)).Identifier);

    [Fact]
    public void The_configuration_names_the_serializer_that_there_is() =>
        Assert.IsType<WireSerializer>(_system.Serialization.FindSerializerForType(typeof(WorkerProtocol.Register)));

    [Fact]
    public void What_is_no_message_is_not_written() =>
        Assert.Throws<SerializationException>(() => _system.Serialization.Serialize(new Uri("http://host")));

    // 1 is Akka's JSON, 3 its remote deployment.
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void No_object_is_made_of_a_class_that_bytes_name(int serializer) => Assert.Throws<SerializationException>(
        () => _system.Serialization.Deserialize("\"http://host\""u8.ToArray(), serializer, typeof(Uri).AssemblyQualifiedName));

    private static Config ReferenceConfig()
    {
        using var stream = typeof(WireSerializerSpecs).Assembly.GetManifestResourceStream("reference.conf")!;
        using var reader = new StreamReader(stream);
        var reference = ConfigurationFactory.ParseString(reader.ReadToEnd());
        return ConfigurationFactory.ParseString("akka.actor.provider = local").WithFallback(reference);
    }
}
