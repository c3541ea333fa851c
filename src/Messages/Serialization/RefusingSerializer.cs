using System.Runtime.Serialization;
using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;

namespace ActorDownloader.Messages.Serialization;

/// <summary>
/// Takes the place of serializers that would make whatever type a message names: hocon/reference.conf puts it there. What it refuses
/// is an error at the sender, and a message that is dropped and logged at the receiver. Safe for all threads.
/// </summary>
internal sealed class RefusingSerializer : SerializerWithStringManifest
{
    public RefusingSerializer(ExtendedActorSystem system)
        : base(system)
    {
    }

    /// <summary>Akka makes a serializer this way that replaces one with settings.</summary>
    public RefusingSerializer(ExtendedActorSystem system, Config settings)
        : base(system) => _ = settings;

    /// <summary>What arrives under the numbers of those that it replaces has no serializer at all, and is dropped as well.</summary>
    public override int Identifier => 1908;

    public override string Manifest(object o) => throw Refusal(o.GetType().FullName);

    public override byte[] ToBinary(object obj) => throw Refusal(obj.GetType().FullName);

    public override object FromBinary(byte[] bytes, string manifest) => throw Refusal(manifest);

    private static SerializationException Refusal(string? type) =>
        new($"{type} is no message of ActorDownloader: coordinator and workers say nothing else to each other.");
}
