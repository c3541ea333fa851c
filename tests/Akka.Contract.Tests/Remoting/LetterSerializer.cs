using System.Globalization;
using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;
using Akka.Serialization;

namespace Akka.Contract.Remoting;

/// <summary>Carries <see cref="Letters"/>, by manifest.</summary>
public sealed class LetterSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <inheritdoc/>
    public override int Identifier => 7_001;

    /// <inheritdoc/>
    public override string Manifest(object o) => o switch
    {
        Letters.Text => "T",
        Letters.Numbered => "N",
        Letters.Pass => "P",
        Letters.Bulk => "B",
        Letters.Misunderstood => "from-the-future",
        Letters.Unwritable => "U",
        _ => throw new ArgumentException($"No manifest for {o.GetType()}."),
    };

    /// <inheritdoc/>
    public override byte[] ToBinary(object obj) => obj switch
    {
        Letters.Text text => Encoding.UTF8.GetBytes(text.Value),
        Letters.Numbered numbered => BitConverter.GetBytes(numbered.Number),
        Letters.Pass pass => Encoding.UTF8.GetBytes($"{Akka.Serialization.Serialization.SerializedActorPath(pass.To)}|{pass.Text}"),
        Letters.Bulk bulk => new byte[bulk.ByteCount],
        Letters.Misunderstood => [],
        _ => throw new SerializationException($"Cannot write {obj.GetType()}."),
    };

    /// <inheritdoc/>
    public override object FromBinary(byte[] bytes, string manifest)
    {
        switch (manifest)
        {
            case "T":
                return new Letters.Text(Encoding.UTF8.GetString(bytes));
            case "N":
                return new Letters.Numbered(BitConverter.ToInt32(bytes));
            case "B":
                return new Letters.Bulk(bytes.Length);
            case "P":
                var parts = Encoding.UTF8.GetString(bytes).Split('|');
                return new Letters.Pass(parts[1], system.Provider.ResolveActorRef(parts[0]));
            default:
                throw new SerializationException(string.Create(CultureInfo.InvariantCulture, $"Unknown manifest [{manifest}]."));
        }
    }
}
