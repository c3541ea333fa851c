using System.Text.Json;
using static ActorDownloader.Messages.ChunkProtocol;

namespace ActorDownloader.Messages.Serialization;

/// <summary>The schema of <see cref="ChunkFailed"/>: the fields of its <see cref="FetchFailure"/> beside the lease.</summary>
internal static class FailureJson
{
    public static void Write(Utf8JsonWriter json, ChunkFailed failed)
    {
        var failure = failed.Failure;
        json.WriteStartObject();
        json.WriteNumber("l"u8, failed.Lease.Value);
        json.WriteNumber("k"u8, (int)failure.Kind);
        json.WriteString("m"u8, failure.Message);
        json.WriteOptional("s"u8, failure.HttpStatus);
        json.WriteOptional("c"u8, failure.ErrorCode);
        json.WriteOptional("i"u8, failure.RequestId);
        if (failure.RetryAfter is { } retryAfter)
        {
            json.WriteMilliseconds("r"u8, retryAfter);
        }

        json.WriteOptional("t"u8, failure.OriginTime);
        json.WriteOptional("g"u8, failure.Region);
        json.WriteEndObject();
    }

    public static ChunkFailed Read(ref MessageReader reader)
    {
        LeaseNumber? lease = null;
        FetchFailureKind? kind = null;
        string? message = null;
        int? httpStatus = null;
        string? errorCode = null;
        string? requestId = null;
        TimeSpan? retryAfter = null;
        DateTimeOffset? originTime = null;
        string? region = null;
        reader.BeginObject();
        while (reader.NextField(out var name))
        {
            switch (name)
            {
                case 'l': lease = new LeaseNumber(reader.Int64()); break;
                case 'k': kind = ReadKind(ref reader); break;
                case 'm': message = reader.String(); break;
                case 's': httpStatus = reader.Int32(); break;
                case 'c': errorCode = reader.String(); break;
                case 'i': requestId = reader.String(); break;
                case 'r': retryAfter = reader.Milliseconds(); break;
                case 't': originTime = reader.Instant(); break;
                case 'g': region = reader.String(); break;
                default: reader.Skip(); break;
            }
        }

        return new ChunkFailed(
            reader.Required(lease),
            new FetchFailure(
                reader.Required(kind),
                reader.Required(message),
                httpStatus,
                errorCode,
                requestId,
                retryAfter,
                originTime,
                region));
    }

    // A worker of a later version may know more kinds; the failure must reach the coordinator all the same.
    private static FetchFailureKind ReadKind(ref MessageReader reader)
    {
        var kind = (FetchFailureKind)reader.Int32();
        return kind is >= FetchFailureKind.Unknown and <= FetchFailureKind.Withdrawn ? kind : FetchFailureKind.Unknown;
    }
}
