using System.Globalization;

namespace Akka.Configuration.Hocon;

/// <summary>
/// What stands at a key: texts, lists, objects and substitutions in a row. Texts in a row are one text, lists in a row one list; an object
/// counts if it comes first. A value does not change once it is read.
/// </summary>
public sealed class HoconValue
{
    // string, HoconObject, List<HoconValue> or HoconSubstitution.
    private readonly List<object> _elements = new(1);

    internal HoconValue()
    {
    }

    internal HoconValue(object single) => _elements.Add(single);

    /// <summary>True if nothing stands here, or an object without keys.</summary>
    public bool IsEmpty => _elements.Count == 0 || _elements[0] is HoconObject { Items.Count: 0 };

    internal IReadOnlyList<object> Elements => _elements;

    /// <summary>True if there is text and nothing else; numbers and <c>null</c> are text.</summary>
    public bool IsString() => _elements.Count > 0 && _elements.TrueForAll(element => element switch
    {
        HoconSubstitution { Target: { } target } => target.IsString(),
        _ => element is string,
    });

    /// <summary>True if there is a list with at least one value.</summary>
    public bool IsArray() => GetArray().Count > 0;

    /// <summary>True if there is an object.</summary>
    public bool IsObject() => GetObject() is not null;

    /// <summary>The object, or null.</summary>
    public HoconObject GetObject() => _elements.Count == 0 ? null : _elements[0] switch
    {
        HoconObject found => found,
        HoconSubstitution { Target: { } target } => target.GetObject(),
        _ => null,
    };

    /// <summary>The value at a key of the object, or null.</summary>
    public HoconValue GetChildObject(string key) => GetObject()?.GetKey(key);

    /// <summary>The values in the list; none if there is no list.</summary>
    public IList<HoconValue> GetArray()
    {
        var values = new List<HoconValue>();
        foreach (object element in _elements)
        {
            if (element is List<HoconValue> list) values.AddRange(list);
            else if (element is HoconSubstitution { Target: { } target }) values.AddRange(target.GetArray());
        }

        return values;
    }

    /// <summary>The text without blanks around it; null for <c>null</c> and for anything but text.</summary>
    public string GetString()
    {
        if (!IsString()) return null;
        string text = _elements.Count == 1 ? Text(_elements[0]) : string.Concat(_elements.Select(Text));
        text = text.Trim();
        return text == "null" ? null : text;

        static string Text(object element) => element as string ?? ((HoconSubstitution)element).Target!.GetString() ?? "";
    }

    /// <summary>The truth: <c>on</c>, <c>off</c>, <c>true</c> or <c>false</c>.</summary>
    /// <exception cref="NotSupportedException">It is something else.</exception>
    public bool GetBoolean() => GetString() switch
    {
        "on" or "true" => true,
        "off" or "false" => false,
        var other => throw new NotSupportedException($"'{other}' is not a boolean: on, off, true or false."),
    };

    /// <summary>The whole number.</summary>
    public int GetInt() => int.Parse(GetString(), NumberFormatInfo.InvariantInfo);

    /// <summary>The whole number.</summary>
    public long GetLong() => long.Parse(GetString(), NumberFormatInfo.InvariantInfo);

    /// <summary>The number.</summary>
    public float GetFloat() => float.Parse(GetString(), NumberFormatInfo.InvariantInfo);

    /// <summary>The number.</summary>
    public double GetDouble() => double.Parse(GetString(), NumberFormatInfo.InvariantInfo);

    /// <summary>The number.</summary>
    public decimal GetDecimal() => decimal.Parse(GetString(), NumberFormatInfo.InvariantInfo);

    /// <summary>
    /// The duration: a number and <c>ns</c>, <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c> (or the unit written out), a number of
    /// milliseconds, or <c>infinite</c>, which is <see cref="Timeout.InfiniteTimeSpan"/>.
    /// </summary>
    /// <exception cref="FormatException">It is something else, or negative.</exception>
    public TimeSpan GetTimeSpan(bool allowInfinite = true) => DurationText.Parse(GetString(), allowInfinite);

    /// <summary>
    /// The size in bytes: a whole number and a unit. <c>k</c>, <c>K</c>, <c>Ki</c> and <c>KiB</c> are 1024 bytes, <c>kB</c> is 1000, and so
    /// on to the exbibyte. Null for no text.
    /// </summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public long? GetByteSize() => ByteSizeText.Parse(GetString());

    /// <summary>The texts in the list.</summary>
    public IList<string> GetStringList() => List(value => value.GetString());

    /// <summary>The whole numbers in the list.</summary>
    public IList<int> GetIntList() => List(value => value.GetInt());

    /// <summary>The whole numbers in the list.</summary>
    public IList<long> GetLongList() => List(value => value.GetLong());

    /// <summary>The object as settings.</summary>
    public Config ToConfig() => new(this);

    /// <summary>Settings in which this stands at <paramref name="key"/>.</summary>
    public Config AtKey(string key)
    {
        var fields = new HoconObject();
        fields.Items.Add(key, this);
        return new Config(new HoconValue(fields));
    }

    /// <summary>The value as HOCON.</summary>
    public override string ToString() => ToString(0);

    /// <summary>The value as HOCON, indented by two blanks a level below the first.</summary>
    public string ToString(int indent) => HoconWriter.Write(this, indent);

    internal void Append(object element) => _elements.Add(element);

    internal void Clear() => _elements.Clear();

    private List<T> List<T>(Func<HoconValue, T> read) => [.. GetArray().Select(read)];
}
