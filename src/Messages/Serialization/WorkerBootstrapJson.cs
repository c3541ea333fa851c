using System.Runtime.Serialization;
using System.Text;

namespace ActorDownloader.Messages.Serialization;

/// <summary>The schema of <see cref="WorkerBootstrap"/>, which travels over a pipe and not as a message. Safe for all threads.</summary>
public static class WorkerBootstrapJson
{
    private const string Name = "bootstrap";

    /// <summary>One line of JSON, without its line end: line breaks within the configuration are escaped.</summary>
    public static string Write(WorkerBootstrap bootstrap)
    {
        ArgumentNullException.ThrowIfNull(bootstrap);
        var buffer = MessageBuffer.Rent();
        var json = buffer.Json;
        json.WriteStartObject();
        json.WriteString("j"u8, bootstrap.Join);
        json.WriteString("t"u8, bootstrap.Ticket);
        json.WriteString("c"u8, bootstrap.Config);
        if (bootstrap.IsTlsLikely)
            json.WriteBoolean("s"u8, true);
        json.WriteEndObject();
        return Encoding.UTF8.GetString(buffer.ToArrayAndReturn());
    }

    /// <summary>Reads a line that <see cref="Write"/> made. Fields that are not known are ignored.</summary>
    /// <exception cref="SerializationException">It is no such line; the message says why and holds nothing of the line.</exception>
    public static WorkerBootstrap Parse(string line) =>
        WireFormat.Decode(Encoding.UTF8.GetBytes(line), Name, Read);

    private static WorkerBootstrap Read(ref MessageReader reader)
    {
        string? join = null;
        string? ticket = null;
        string? config = null;
        var isTlsLikely = false;
        reader.BeginObject();
        while (reader.NextField(out var name))
        {
            switch (name)
            {
                case 'j': join = reader.String(); break;
                case 't': ticket = reader.String(); break;
                case 'c': config = reader.String(); break;
                case 's': isTlsLikely = reader.Flag(); break;
                default: reader.Skip(); break;
            }
        }

        return new WorkerBootstrap(reader.Required(join), reader.Required(ticket), reader.Required(config), isTlsLikely);
    }
}
