using System.Buffers.Binary;
using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Serializes <see cref="string"/>, <see cref="int"/>, <see cref="long"/>, <see cref="bool"/> and <see cref="double"/>.</summary>
internal sealed class PrimitiveSerializers(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    public static readonly Type[] Types = [typeof(string), typeof(int), typeof(long), typeof(bool), typeof(double)];

    public override int Identifier => 17;

    public override string Manifest(object o) => o switch
    {
        string => "S",
        int => "I",
        long => "L",
        bool => "B",
        double => "D",
        _ => throw new ArgumentException($"Cannot serialize object of type [{o?.GetType()}]", nameof(o)),
    };

    public override byte[] ToBinary(object obj)
    {
        var bytes = new byte[8];
        switch (obj)
        {
            case string text:
                return Encoding.UTF8.GetBytes(text);
            case bool truth:
                return [truth ? (byte)1 : (byte)0];
            case int number:
                BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
                return bytes[..4];
            case long number:
                BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
                return bytes;
            case double number:
                BinaryPrimitives.WriteDoubleLittleEndian(bytes, number);
                return bytes;
            default:
                throw new ArgumentException($"Cannot serialize object of type [{obj?.GetType()}]", nameof(obj));
        }
    }

    public override object FromBinary(byte[] bytes, string manifest) => (manifest, bytes.Length) switch
    {
        ("S", _) => Encoding.UTF8.GetString(bytes),
        ("B", 1) => bytes[0] != 0,
        ("I", 4) => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        ("L", 8) => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        ("D", 8) => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        _ => throw new SerializationException(
            $"Unimplemented deserialization of message with manifest [{manifest}] and {bytes.Length} bytes"),
    };
}
