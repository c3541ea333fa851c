using System.Collections.Immutable;
using System.Text.Json;
using static ActorDownloader.Messages.ChunkProtocol;

namespace ActorDownloader.Messages.Serialization;

/// <summary>The schema of <see cref="Report"/>, less what its entries of discovery and failure hold.</summary>
internal static class ReportJson
{
    public static void Write(Utf8JsonWriter json, Report message)
    {
        json.WriteStartObject();
        json.WriteId("w"u8, message.Worker.Value);
        json.WriteList("d"u8, message.Discovered, DiscoveryJson.Write);
        json.WriteList("c"u8, message.Fetched, Write);
        json.WriteList("f"u8, message.Failed, FailureJson.Write);
        json.WriteList("p"u8, message.Progress, Write);
        json.WriteEndObject();
    }

    public static Report ReadReport(ref MessageReader reader)
    {
        WorkerId? worker = null;
        ImmutableArray<ObjectDiscovered> discovered = [];
        ImmutableArray<ChunkFetched> fetched = [];
        ImmutableArray<ChunkFailed> failed = [];
        ImmutableArray<ChunkProgress> progress = [];
        reader.BeginObject();
        while (reader.NextField(out var name))
        {
            switch (name)
            {
                case 'w': worker = new WorkerId(reader.Id()); break;
                case 'd': discovered = reader.List(DiscoveryJson.Read); break;
                case 'c': fetched = reader.List(ReadFetched); break;
                case 'f': failed = reader.List(FailureJson.Read); break;
                case 'p': progress = reader.List(ReadProgress); break;
                default: reader.Skip(); break;
            }
        }

        return new Report(reader.Required(worker), discovered, fetched, failed, progress);
    }

    private static void Write(Utf8JsonWriter json, ChunkFetched fetched)
    {
        json.WriteStartObject();
        json.WriteNumber("l"u8, fetched.Lease.Value);
        json.WriteNumber("n"u8, fetched.Length);
        json.WriteNumber("a"u8, (int)fetched.Checksum.Algorithm);
        json.WriteNumber("c"u8, fetched.Checksum.Value);
        json.WriteEndObject();
    }

    private static ChunkFetched ReadFetched(ref MessageReader reader)
    {
        LeaseNumber? lease = null;
        long? length = null;
        ChunkChecksumAlgorithm? algorithm = null;
        ulong? checksum = null;
        reader.BeginObject();
        while (reader.NextField(out var name))
        {
            switch (name)
            {
                case 'l': lease = new LeaseNumber(reader.Int64()); break;
                case 'n': length = reader.Int64(); break;
                case 'a': algorithm = ChunkChecksumJson.ReadAlgorithm(ref reader); break;
                case 'c': checksum = reader.UInt64(); break;
                default: reader.Skip(); break;
            }
        }

        return new ChunkFetched(
            reader.Required(lease),
            reader.Required(length),
            new ChunkChecksum(reader.Required(algorithm), reader.Required(checksum)));
    }

    private static void Write(Utf8JsonWriter json, ChunkProgress progress)
    {
        json.WriteStartObject();
        json.WriteNumber("l"u8, progress.Lease.Value);
        json.WriteNumber("b"u8, progress.Bytes);
        json.WriteEndObject();
    }

    private static ChunkProgress ReadProgress(ref MessageReader reader)
    {
        LeaseNumber? lease = null;
        long? bytes = null;
        reader.BeginObject();
        while (reader.NextField(out var name))
        {
            switch (name)
            {
                case 'l': lease = new LeaseNumber(reader.Int64()); break;
                case 'b': bytes = reader.Int64(); break;
                default: reader.Skip(); break;
            }
        }

        return new ChunkProgress(reader.Required(lease), reader.Required(bytes));
    }
}
