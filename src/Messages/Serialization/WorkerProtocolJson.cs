using System.Text.Json;
using static ActorDownloader.Messages.WorkerProtocol;

namespace ActorDownloader.Messages.Serialization;

/// <summary>The schema of <see cref="WorkerProtocol"/>.</summary>
internal static class WorkerProtocolJson
{
    public static void Write(Utf8JsonWriter json, Register message)
    {
        json.WriteStartObject();
        json.WriteId("w"u8, message.Worker.Value);
        json.WriteNumber("v"u8, message.ProtocolVersion);
        json.WriteNumber("p"u8, message.ProcessId);
        json.WriteString("h"u8, message.Host);
        json.WriteNumber("s"u8, message.Slots);
        json.WriteOptional("t"u8, message.Ticket);
        json.WriteEndObject();
    }

    public static Register ReadRegister(ref MessageReader reader)
    {
        WorkerId? worker = null;
        int? protocolVersion = null;
        int? processId = null;
        string? host = null;
        int? slots = null;
        string? ticket = null;
        reader.BeginObject();
        while (reader.NextField(out var name))
        {
            switch (name)
            {
                case 'w': worker = new WorkerId(reader.Id()); break;
                case 'v': protocolVersion = reader.Int32(); break;
                case 'p': processId = reader.Int32(); break;
                case 'h': host = reader.String(); break;
                case 's': slots = reader.Int32(); break;
                case 't': ticket = reader.String(); break;
                default: reader.Skip(); break;
            }
        }

        return new Register(
            reader.Required(worker),
            reader.Required(protocolVersion),
            reader.Required(processId),
            reader.Required(host),
            reader.Required(slots),
            ticket);
    }

    public static void Write(Utf8JsonWriter json, RegistrationRefused message)
    {
        json.WriteStartObject();
        json.WriteId("w"u8, message.Worker.Value);
        json.WriteString("r"u8, message.Reason);
        json.WriteEndObject();
    }

    public static RegistrationRefused ReadRegistrationRefused(ref MessageReader reader)
    {
        WorkerId? worker = null;
        string? reason = null;
        reader.BeginObject();
        while (reader.NextField(out var name))
        {
            switch (name)
            {
                case 'w': worker = new WorkerId(reader.Id()); break;
                case 'r': reason = reader.String(); break;
                default: reader.Skip(); break;
            }
        }

        return new RegistrationRefused(reader.Required(worker), reader.Required(reason));
    }

    /// <summary>All that <see cref="Registered"/>, <see cref="Drain"/> and <see cref="Leave"/> say: which worker it is about.</summary>
    public static void Write(Utf8JsonWriter json, WorkerId worker)
    {
        json.WriteStartObject();
        json.WriteId("w"u8, worker.Value);
        json.WriteEndObject();
    }

    /// <inheritdoc cref="Write(Utf8JsonWriter, WorkerId)"/>
    public static WorkerId ReadWorker(ref MessageReader reader)
    {
        WorkerId? worker = null;
        reader.BeginObject();
        while (reader.NextField(out var name))
        {
            switch (name)
            {
                case 'w': worker = new WorkerId(reader.Id()); break;
                default: reader.Skip(); break;
            }
        }

        return reader.Required(worker);
    }
}
