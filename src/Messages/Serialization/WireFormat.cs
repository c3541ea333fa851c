using System.Runtime.Serialization;
using System.Text.Json;
using static ActorDownloader.Messages.ChunkProtocol;
using static ActorDownloader.Messages.WorkerProtocol;

namespace ActorDownloader.Messages.Serialization;

/// <summary>
/// Messages as bytes and back: one JSON object each, written and read by hand-made schemas. Safe for all threads.
/// </summary>
/// <remarks>
/// What may change: a field may be added if it is nullable or a list, since peers that do not know it ignore it and their messages lack it.
/// A field may not be removed, renamed or given another meaning; that takes a new <see cref="WorkerProtocol.Version"/>.
/// Why no generated <c>JsonSerializerContext</c>: its metadata costs a young process a few hundred milliseconds of compilation
/// before the first message is out, these schemas a tenth of that, and a quarter of the time for each message.
/// </remarks>
internal static class WireFormat
{
    /// <summary>The bytes of <paramref name="message"/>.</summary>
    /// <exception cref="ArgumentException">It is none of the wire's messages.</exception>
    public static byte[] Encode(object message)
    {
        var buffer = MessageBuffer.Rent();
        Write(buffer.Json, message);
        return buffer.ToArrayAndReturn();
    }

    /// <summary>The message that was encoded as <paramref name="utf8"/>.</summary>
    /// <exception cref="SerializationException">The manifest is unknown, or the bytes are not what its schema says.</exception>
    public static object Decode(ReadOnlySpan<byte> utf8, string manifest) => Decode(utf8, manifest, Read);

    /// <summary>What <paramref name="read"/> makes of <paramref name="utf8"/>, all of it.</summary>
    /// <exception cref="SerializationException">The bytes are not what the schema says.</exception>
    public static T Decode<T>(ReadOnlySpan<byte> utf8, string manifest, MessageReader.Element<T> read)
    {
        try
        {
            var reader = new MessageReader(utf8, manifest);
            var message = read(ref reader);
            reader.End();
            return message;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // InvalidOperationException is how the reader complains of text that is not UTF-8.
            throw new SerializationException($"Message '{manifest}' cannot be read: {malformed.Message}", malformed);
        }
    }

    private static void Write(Utf8JsonWriter json, object message)
    {
        switch (message)
        {
            case Register register: WorkerProtocolJson.Write(json, register); break;
            case Registered registered: WorkerProtocolJson.Write(json, registered.Worker); break;
            case RegistrationRefused refused: WorkerProtocolJson.Write(json, refused); break;
            case Drain drain: WorkerProtocolJson.Write(json, drain.Worker); break;
            case Leave leave: WorkerProtocolJson.Write(json, leave.Worker); break;
            case Demand demand: LeaseJson.Write(json, demand); break;
            case Grant grant: LeaseJson.Write(json, grant); break;
            case Withdraw withdraw: LeaseJson.Write(json, withdraw); break;
            case Report report: ReportJson.Write(json, report); break;
            default: throw new ArgumentException($"{message.GetType()} is not a message of the wire.");
        }
    }

    private static object Read(ref MessageReader reader) => reader.Manifest switch
    {
        Manifests.Register => WorkerProtocolJson.ReadRegister(ref reader),
        Manifests.Registered => new Registered(WorkerProtocolJson.ReadWorker(ref reader)),
        Manifests.RegistrationRefused => WorkerProtocolJson.ReadRegistrationRefused(ref reader),
        Manifests.Drain => new Drain(WorkerProtocolJson.ReadWorker(ref reader)),
        Manifests.Leave => new Leave(WorkerProtocolJson.ReadWorker(ref reader)),
        Manifests.Demand => LeaseJson.ReadDemand(ref reader),
        Manifests.Grant => LeaseJson.ReadGrant(ref reader),
        Manifests.Withdraw => LeaseJson.ReadWithdraw(ref reader),
        Manifests.Report => ReportJson.ReadReport(ref reader),
        var unknown => throw new SerializationException($"No message has the manifest '{unknown}'. The peer may be of a later version."),
    };
}
