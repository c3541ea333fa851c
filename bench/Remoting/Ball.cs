using Akka.Actor;
using Akka.Serialization;

namespace RemotingBench;

/// <summary>What goes back and forth.</summary>
internal sealed record Ball(long Number);

/// <summary>Carries a <see cref="Ball"/> by manifest, as the product's messages are carried.</summary>
internal sealed class BallSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public override int Identifier => 7_100;

    public override string Manifest(object o) => "B";

    public override byte[] ToBinary(object obj) => BitConverter.GetBytes(((Ball)obj).Number);

    public override object FromBinary(byte[] bytes, string manifest) => new Ball(BitConverter.ToInt64(bytes));
}
