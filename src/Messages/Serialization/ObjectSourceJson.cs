using System.Collections.Immutable;
using System.Text.Json;

namespace ActorDownloader.Messages.Serialization;

/// <summary>The schema of <see cref="ObjectSource"/>.</summary>
internal static class ObjectSourceJson
{
    public static void Write(Utf8JsonWriter json, ObjectSource source)
    {
        json.WriteStartObject();
        json.WriteString("u"u8, source.Url);
        json.WriteList("h"u8, source.Headers, Write);
        json.WriteOptional("e"u8, source.ETag);
        json.WriteEndObject();
    }

    public static ObjectSource Read(ref MessageReader reader)
    {
        string? url = null;
        ImmutableArray<RequestHeader> headers = [];
        string? eTag = null;
        reader.BeginObject();
        while (reader.NextField(out var name))
        {
            switch (name)
            {
                case 'u': url = reader.String(); break;
                case 'h': headers = reader.List(ReadHeader); break;
                case 'e': eTag = reader.String(); break;
                default: reader.Skip(); break;
            }
        }

        return new ObjectSource(reader.Required(url), headers, eTag);
    }

    private static void Write(Utf8JsonWriter json, RequestHeader header)
    {
        json.WriteStartObject();
        json.WriteString("n"u8, header.Name);
        json.WriteString("v"u8, header.Value);
        json.WriteEndObject();
    }

    private static RequestHeader ReadHeader(ref MessageReader reader)
    {
        string? headerName = null;
        string? value = null;
        reader.BeginObject();
        while (reader.NextField(out var name))
        {
            switch (name)
            {
                case 'n': headerName = reader.String(); break;
                case 'v': value = reader.String(); break;
                default: reader.Skip(); break;
            }
        }

        return new RequestHeader(reader.Required(headerName), reader.Required(value));
    }
}
