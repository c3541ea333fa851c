using System.Buffers.Text;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Serialization;
using System.Text.Json;

namespace ActorDownloader.Messages.Serialization;

/// <summary>
/// Reads one message, a field at a time, and says what is wrong with it. What it says never holds a value: values may be secrets.
/// </summary>
internal ref struct MessageReader
{
    private Utf8JsonReader _json;
    private char _field;

    public MessageReader(ReadOnlySpan<byte> utf8, string manifest)
    {
        _json = new Utf8JsonReader(utf8);
        Manifest = manifest;
        _json.Read();
    }

    /// <summary>Reads an element of a list.</summary>
    public delegate T Element<out T>(ref MessageReader reader);

    /// <summary>What the message is called on the wire.</summary>
    public string Manifest { get; }

    private readonly bool IsNumber => _json.TokenType == JsonTokenType.Number;

    private readonly bool IsString => _json.TokenType == JsonTokenType.String;

    /// <summary>Enters the object that stands here.</summary>
    public readonly void BeginObject() => Expect(JsonTokenType.StartObject, "an object");

    /// <summary>Goes to the value of the object's next field. Null is passed over: a field that is null is absent.</summary>
    /// <param name="name">The field's letter; 0 for one that no version had when this was written.</param>
    /// <returns>False at the object's end.</returns>
    public bool NextField(out char name)
    {
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            _field = name = _json.ValueSpan is [var letter] ? (char)letter : '\0';
            _json.Read();
            if (_json.TokenType != JsonTokenType.Null)
            {
                return true;
            }
        }

        name = '\0';
        return false;
    }

    /// <summary>Passes over the value that stands here.</summary>
    public void Skip() => _json.Skip();

    public readonly string String()
    {
        Expect(JsonTokenType.String, "a string");
        return _json.GetString()!;
    }

    public readonly int Int32() => IsNumber && _json.TryGetInt32(out var value) ? value : throw Unfit("a 32-bit number");

    public readonly long Int64() => IsNumber && _json.TryGetInt64(out var value) ? value : throw Unfit("a 64-bit number");

    public readonly ulong UInt64() => IsNumber && _json.TryGetUInt64(out var value) ? value : throw Unfit("a 64-bit number");

    public readonly bool Flag() =>
        _json.TokenType is JsonTokenType.True or JsonTokenType.False ? _json.GetBoolean() : throw Unfit("true or false");

    public readonly Guid Id() =>
        IsString && Utf8Parser.TryParse(_json.ValueSpan, out Guid value, out var read, 'N') && read == _json.ValueSpan.Length
            ? value
            : throw Unfit("an id of 32 hexadecimal digits");

    public readonly DateTimeOffset Instant() =>
        IsString && _json.TryGetDateTimeOffset(out var value) ? value : throw Unfit("an instant in ISO 8601");

    public readonly TimeSpan Milliseconds() => Int64() is var value and >= 0 and <= long.MaxValue / TimeSpan.TicksPerMillisecond
        ? TimeSpan.FromMilliseconds(value)
        : throw Unfit("a duration in milliseconds");

    public ImmutableArray<T> List<T>(Element<T> element)
    {
        Expect(JsonTokenType.StartArray, "a list");
        var list = ImmutableArray.CreateBuilder<T>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            list.Add(element(ref this));
        }

        return list.DrainToImmutable();
    }

    /// <summary><paramref name="value"/>, which a message cannot do without.</summary>
    public readonly T Required<T>([NotNull] T? value, [CallerArgumentExpression(nameof(value))] string field = "")
        where T : class => value ?? throw Missing(field);

    /// <inheritdoc cref="Required{T}(T?, string)"/>
    public readonly T Required<T>([NotNull] T? value, [CallerArgumentExpression(nameof(value))] string field = "")
        where T : struct => value ?? throw Missing(field);

    /// <summary>Makes sure that nothing follows the message.</summary>
    public void End()
    {
        if (_json.Read())
        {
            throw Unfit("the end");
        }
    }

    /// <summary>The complaint that what stands here is not what the message's schema says.</summary>
    public readonly SerializationException Unfit(string expected)
    {
        var place = _field == '\0' ? "it" : $"field '{_field}'";
        return new(
            $"Message '{Manifest}' cannot be read: {place} (byte {_json.TokenStartIndex}) should be {expected}, not {_json.TokenType}.");
    }

    private readonly SerializationException Missing(string field) =>
        new($"Message '{Manifest}' cannot be read: it lacks the field {field}.");

    private readonly void Expect(JsonTokenType type, string expected)
    {
        if (_json.TokenType != type)
        {
            throw Unfit(expected);
        }
    }
}
