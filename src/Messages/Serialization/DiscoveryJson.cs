using System.Collections.Immutable;
using System.Text.Json;
using static ActorDownloader.Messages.ChunkProtocol;

namespace ActorDownloader.Messages.Serialization;

/// <summary>The schema of <see cref="ObjectDiscovered"/>.</summary>
internal static class DiscoveryJson
{
    public static void Write(Utf8JsonWriter json, ObjectDiscovered discovered)
    {
        json.WriteStartObject();
        json.WriteNumber("l"u8, discovered.Lease.Value);
        json.WriteNumber("n"u8, discovered.ObjectLength);
        json.WriteOptional("e"u8, discovered.ETag);
        json.WriteOptional("v"u8, discovered.VersionId);
        json.WriteOptional("m"u8, discovered.LastModified);
        json.WriteList("r"u8, discovered.Checksums, Write);
        json.WriteNumber("a"u8, (int)discovered.ChunkChecksum);
        json.WriteEndObject();
    }

    public static ObjectDiscovered Read(ref MessageReader reader)
    {
        LeaseNumber? lease = null;
        long? objectLength = null;
        string? eTag = null;
        string? versionId = null;
        DateTimeOffset? lastModified = null;
        ImmutableArray<ReportedChecksum> checksums = [];
        ChunkChecksumAlgorithm? chunkChecksum = null;
        reader.BeginObject();
        while (reader.NextField(out var name))
        {
            switch (name)
            {
                case 'l': lease = new LeaseNumber(reader.Int64()); break;
                case 'n': objectLength = reader.Int64(); break;
                case 'e': eTag = reader.String(); break;
                case 'v': versionId = reader.String(); break;
                case 'm': lastModified = reader.Instant(); break;
                case 'r': checksums = reader.List(ReadReported); break;
                case 'a': chunkChecksum = ChunkChecksumJson.ReadAlgorithm(ref reader); break;
                default: reader.Skip(); break;
            }
        }

        return new ObjectDiscovered(
            reader.Required(lease),
            reader.Required(objectLength),
            eTag,
            versionId,
            lastModified,
            checksums,
            reader.Required(chunkChecksum));
    }

    private static void Write(Utf8JsonWriter json, ReportedChecksum reported)
    {
        json.WriteStartObject();
        json.WriteString("a"u8, reported.Algorithm);
        json.WriteString("v"u8, reported.Value);
        json.WriteOptional("t"u8, reported.Type);
        json.WriteEndObject();
    }

    private static ReportedChecksum ReadReported(ref MessageReader reader)
    {
        string? algorithm = null;
        string? value = null;
        string? type = null;
        reader.BeginObject();
        while (reader.NextField(out var name))
        {
            switch (name)
            {
                case 'a': algorithm = reader.String(); break;
                case 'v': value = reader.String(); break;
                case 't': type = reader.String(); break;
                default: reader.Skip(); break;
            }
        }

        return new ReportedChecksum(reader.Required(algorithm), reader.Required(value), type);
    }
}
