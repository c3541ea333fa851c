using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;
using Akka.Serialization;

namespace Akka.Contract.Actors;

public sealed class SerializationSpecs : ActorContract
{
    private static readonly string Serializers = $$"""
        akka.actor {
          serialize-messages = on
          serializers {
            animals = "{{typeof(AnimalSerializer).AssemblyQualifiedName}}"
            dogs = "{{typeof(DogSerializer).AssemblyQualifiedName}}"
          }
          serialization-bindings {
            "{{typeof(IAnimal).AssemblyQualifiedName}}" = animals
            "{{typeof(Dog).AssemblyQualifiedName}}" = dogs
          }
          serialization-identifiers {
            "{{typeof(AnimalSerializer).AssemblyQualifiedName}}" = 1001
            "{{typeof(DogSerializer).AssemblyQualifiedName}}" = 1002
          }
        }
        """;

    public SerializationSpecs()
        : base(Serializers)
    {
    }

    [Fact]
    public void A_serializer_is_found_by_interface_and_the_class_itself_takes_precedence()
    {
        Assert.IsType<AnimalSerializer>(Sys.Serialization.FindSerializerFor(new Cat("a")));
        Assert.IsType<DogSerializer>(Sys.Serialization.FindSerializerForType(typeof(Dog)));
    }

    [Fact]
    public void The_identifier_comes_from_the_configuration()
    {
        Assert.Equal(1001, Sys.Serialization.FindSerializerFor(new Cat("a")).Identifier);
        Assert.Equal(1002, Sys.Serialization.FindSerializerFor(new Dog("a")).Identifier);
    }

    [Fact]
    public void What_a_serializer_writes_is_read_by_identifier_and_manifest()
    {
        var cat = new Cat("tom");
        var serializer = Sys.Serialization.FindSerializerFor(cat);
        var manifest = Serialization.Serialization.ManifestFor(serializer, cat);

        Assert.Equal("cat", manifest);
        Assert.Equal(cat, Sys.Serialization.Deserialize(serializer.ToBinary(cat), 1001, manifest));
        Assert.Equal(cat, Sys.Serialization.Deserialize(Sys.Serialization.Serialize(cat), 1001, manifest));
    }

    [Fact]
    public void An_unknown_serializer_is_an_error()
    {
        Assert.Throws<SerializationException>(() => Sys.Serialization.Deserialize([], 4711, "cat"));
    }

    [Fact]
    public void An_unknown_manifest_is_an_error_of_the_serializer()
    {
        Assert.Throws<SerializationException>(() => Sys.Serialization.Deserialize([], 1001, "unicorn"));
    }

    [Fact]
    public void With_serialize_messages_the_receiver_gets_a_copy()
    {
        var cat = new Cat("tom");
        var actor = Reporter();

        actor.Tell(cat);

        var received = ExpectMsg<Cat>();
        Assert.Equal(cat, received);
        Assert.NotSame(cat, received);
    }

    [Fact]
    public void Messages_that_say_so_are_not_serialized()
    {
        var local = new LocalOnly();
        var actor = Reporter();

        actor.Tell(local);

        Assert.Same(local, ExpectMsg<LocalOnly>());
    }

    [Fact]
    public void A_message_that_cannot_be_serialized_is_dropped()
    {
        var actor = Reporter();

        actor.Tell(new Unserializable());
        actor.Tell("fence");

        ExpectMsg("fence");
    }

    [Theory]
    [InlineData("text")]
    [InlineData(42)]
    [InlineData(42L)]
    public void Primitives_need_no_binding(object message)
    {
        var actor = Reporter();

        actor.Tell(message);

        ExpectMsg(message);
    }

    [Fact]
    public void Bytes_need_no_binding()
    {
        Assert.Equal(4, Sys.Serialization.FindSerializerForType(typeof(byte[])).Identifier);
    }

    [Fact]
    public void References_travel_as_paths()
    {
        var path = Serialization.Serialization.SerializedActorPath(TestActor);

        Assert.Equal(TestActor.Path.ToSerializationFormat(), path);
        Assert.Equal(TestActor, Sys.Serialization.DeserializeActorRef(path));
    }

    [Fact]
    public void A_serializer_sees_for_which_system_it_works()
    {
        var information = Serialization.Serialization.WithTransport(
            (ExtendedActorSystem)Sys, Serialization.Serialization.GetCurrentTransportInformation);

        Assert.Same(Sys, information.System);
        Assert.Equal(((ExtendedActorSystem)Sys).Provider.DefaultAddress, information.Address);
        Assert.Throws<InvalidOperationException>(() => Serialization.Serialization.GetCurrentTransportInformation());
    }

    public interface IAnimal
    {
        string Name { get; }
    }

    public sealed record Cat(string Name) : IAnimal;

    public sealed record Dog(string Name) : IAnimal;

    public sealed class LocalOnly : INoSerializationVerificationNeeded;

    public sealed record Unserializable : IAnimal
    {
        public string Name => throw new NotSupportedException();
    }

    public class AnimalSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
    {
        public override string Manifest(object o) => o switch
        {
            Cat => "cat",
            Dog => "dog",
            _ => throw new ArgumentException("unknown animal", nameof(o)),
        };

        public override byte[] ToBinary(object obj) => Encoding.UTF8.GetBytes(((IAnimal)obj).Name);

        public override object FromBinary(byte[] bytes, string manifest) => manifest switch
        {
            "cat" => new Cat(Encoding.UTF8.GetString(bytes)),
            "dog" => new Dog(Encoding.UTF8.GetString(bytes)),
            _ => throw new SerializationException($"unknown manifest {manifest}"),
        };
    }

    public sealed class DogSerializer(ExtendedActorSystem system) : AnimalSerializer(system);
}
