using ActorDownloader.Messages.Serialization;
using Akka.Actor;
using Akka.Serialization;

namespace ActorDownloader.ChunksBench;

/// <summary>In the place of the product's serializer: counts what goes out and what comes in.</summary>
internal sealed class CountingSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private static long _messages;

    public static long Messages => Interlocked.Read(ref _messages);

    public override int Identifier => 1907;

    public override string Manifest(object o) => Manifests.Of(o);

    public override byte[] ToBinary(object obj)
    {
        Interlocked.Increment(ref _messages);
        return WireFormat.Encode(obj);
    }

    public override object FromBinary(byte[] bytes, string manifest)
    {
        Interlocked.Increment(ref _messages);
        return WireFormat.Decode(bytes, manifest);
    }
}
