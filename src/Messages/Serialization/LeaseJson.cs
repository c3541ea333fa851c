using System.Collections.Immutable;
using System.Text.Json;
using static ActorDownloader.Messages.ChunkProtocol;

namespace ActorDownloader.Messages.Serialization;

/// <summary>The schema of what gives and takes leases: <see cref="Demand"/>, <see cref="Grant"/>, <see cref="Withdraw"/>.</summary>
internal static class LeaseJson
{
    public static void Write(Utf8JsonWriter json, Demand message)
    {
        json.WriteStartObject();
        json.WriteId("w"u8, message.Worker.Value);
        json.WriteNumber("s"u8, message.Slots);
        json.WriteEndObject();
    }

    public static Demand ReadDemand(ref MessageReader reader)
    {
        WorkerId? worker = null;
        int? slots = null;
        reader.BeginObject();
        while (reader.NextField(out var name))
        {
            switch (name)
            {
                case 'w': worker = new WorkerId(reader.Id()); break;
                case 's': slots = reader.Int32(); break;
                default: reader.Skip(); break;
            }
        }

        return new Demand(reader.Required(worker), reader.Required(slots));
    }

    public static void Write(Utf8JsonWriter json, Grant message)
    {
        json.WriteStartObject();
        json.WriteList("t"u8, message.Transfers, Write);
        json.WriteEndObject();
    }

    public static Grant ReadGrant(ref MessageReader reader)
    {
        ImmutableArray<TransferLeases> transfers = [];
        reader.BeginObject();
        while (reader.NextField(out var name))
        {
            switch (name)
            {
                case 't': transfers = reader.List(ReadTransferLeases); break;
                default: reader.Skip(); break;
            }
        }

        return new Grant(transfers);
    }

    public static void Write(Utf8JsonWriter json, Withdraw message)
    {
        json.WriteStartObject();
        json.WriteList("l"u8, message.Leases, static (json, lease) => json.WriteNumberValue(lease.Value));
        json.WriteEndObject();
    }

    public static Withdraw ReadWithdraw(ref MessageReader reader)
    {
        ImmutableArray<LeaseNumber> leases = [];
        reader.BeginObject();
        while (reader.NextField(out var name))
        {
            switch (name)
            {
                case 'l': leases = reader.List(static (ref reader) => new LeaseNumber(reader.Int64())); break;
                default: reader.Skip(); break;
            }
        }

        return new Withdraw(leases);
    }

    private static void Write(Utf8JsonWriter json, TransferLeases leases)
    {
        json.WriteStartObject();
        json.WriteId("t"u8, leases.Transfer.Value);
        json.WritePropertyName("s"u8);
        ObjectSourceJson.Write(json, leases.Source);
        json.WriteString("p"u8, leases.Path);
        json.WriteOptional("n"u8, leases.ObjectLength);
        json.WriteNumber("c"u8, (int)leases.Checksum);
        json.WriteList("l"u8, leases.Leases, Write);
        json.WriteEndObject();
    }

    private static TransferLeases ReadTransferLeases(ref MessageReader reader)
    {
        TransferId? transfer = null;
        ObjectSource? source = null;
        string? path = null;
        long? objectLength = null;
        ChunkChecksumAlgorithm? checksum = null;
        ImmutableArray<Lease> leases = [];
        reader.BeginObject();
        while (reader.NextField(out var name))
        {
            switch (name)
            {
                case 't': transfer = new TransferId(reader.Id()); break;
                case 's': source = ObjectSourceJson.Read(ref reader); break;
                case 'p': path = reader.String(); break;
                case 'n': objectLength = reader.Int64(); break;
                case 'c': checksum = ChunkChecksumJson.ReadAlgorithm(ref reader); break;
                case 'l': leases = reader.List(ReadLease); break;
                default: reader.Skip(); break;
            }
        }

        return new TransferLeases(
            reader.Required(transfer),
            reader.Required(source),
            reader.Required(path),
            objectLength,
            reader.Required(checksum),
            leases);
    }

    private static void Write(Utf8JsonWriter json, Lease lease)
    {
        json.WriteStartObject();
        json.WriteNumber("n"u8, lease.Number.Value);
        json.WriteNumber("i"u8, lease.Index);
        json.WriteNumber("s"u8, lease.Range.Start);
        json.WriteNumber("e"u8, lease.Range.End);
        json.WriteMilliseconds("q"u8, lease.Silence);
        json.WriteOptional("d"u8, lease.DiscoveryThreshold);
        json.WriteFlag("o"u8, lease.OwnConnection);
        json.WriteEndObject();
    }

    private static Lease ReadLease(ref MessageReader reader)
    {
        LeaseNumber? number = null;
        int? index = null;
        long? start = null;
        long? end = null;
        TimeSpan? silence = null;
        long? discoveryThreshold = null;
        var ownConnection = false;
        reader.BeginObject();
        while (reader.NextField(out var name))
        {
            switch (name)
            {
                case 'n': number = new LeaseNumber(reader.Int64()); break;
                case 'i': index = reader.Int32(); break;
                case 's': start = reader.Int64(); break;
                case 'e': end = reader.Int64(); break;
                case 'q': silence = reader.Milliseconds(); break;
                case 'd': discoveryThreshold = reader.Int64(); break;
                case 'o': ownConnection = reader.Flag(); break;
                default: reader.Skip(); break;
            }
        }

        return new Lease(
            reader.Required(number),
            reader.Required(index),
            new ByteRange(reader.Required(start), reader.Required(end)),
            reader.Required(silence),
            discoveryThreshold,
            ownConnection);
    }
}
