using System.Collections.Immutable;
using System.Text.Json;

namespace ActorDownloader.Messages.Serialization;

/// <summary>
/// How values look on the wire. A field has a name of one letter. It is absent where its value is null or an empty list, and never
/// otherwise.
/// </summary>
internal static class MessageWriting
{
    private const int GuidDigits = 32;

    extension(Utf8JsonWriter json)
    {
        /// <summary>Thirty-two hexadecimal digits.</summary>
        public void WriteId(ReadOnlySpan<byte> field, Guid id)
        {
            Span<byte> digits = stackalloc byte[GuidDigits];
            id.TryFormat(digits, out _, "N");
            json.WriteString(field, digits);
        }

        /// <summary>A string, if there is one.</summary>
        public void WriteOptional(ReadOnlySpan<byte> field, string? text)
        {
            if (text is not null)
            {
                json.WriteString(field, text);
            }
        }

        /// <summary>A number, if there is one.</summary>
        public void WriteOptional(ReadOnlySpan<byte> field, long? number)
        {
            if (number is { } value)
            {
                json.WriteNumber(field, value);
            }
        }

        /// <summary>An instant in ISO 8601, if there is one.</summary>
        public void WriteOptional(ReadOnlySpan<byte> field, DateTimeOffset? instant)
        {
            if (instant is { } value)
            {
                json.WriteString(field, value);
            }
        }

        /// <summary>A flag, if it is set.</summary>
        public void WriteFlag(ReadOnlySpan<byte> field, bool flag)
        {
            if (flag)
            {
                json.WriteBoolean(field, true);
            }
        }

        /// <summary>Whole milliseconds, rounded up.</summary>
        public void WriteMilliseconds(ReadOnlySpan<byte> field, TimeSpan duration) =>
            json.WriteNumber(field, (long)Math.Ceiling(duration.TotalMilliseconds));

        /// <summary>A list, if it has elements.</summary>
        public void WriteList<T>(ReadOnlySpan<byte> field, ImmutableArray<T> list, Action<Utf8JsonWriter, T> write)
        {
            if (list.IsDefaultOrEmpty)
            {
                return;
            }

            json.WriteStartArray(field);
            foreach (var element in list)
            {
                write(json, element);
            }

            json.WriteEndArray();
        }
    }
}
