namespace Akka.Configuration.Hocon;

/// <summary>Values by key, in the order of the text. Not to be changed once it is read.</summary>
public sealed class HoconObject
{
    internal HoconObject()
        : this([])
    {
    }

    private HoconObject(Dictionary<string, HoconValue> items) => Items = items;

    /// <summary>The values by key.</summary>
    public Dictionary<string, HoconValue> Items { get; }

    /// <summary>The values by key, objects as dictionaries in their turn.</summary>
    public IDictionary<string, object> Unwrapped =>
        Items.ToDictionary(pair => pair.Key, pair => (object)pair.Value.GetObject()?.Unwrapped ?? pair.Value);

    /// <summary>The value at a key, or null.</summary>
    public HoconValue GetKey(string key) => Items.GetValueOrDefault(key);

    /// <summary>The object as HOCON.</summary>
    public override string ToString() => ToString(0);

    /// <summary>The object as HOCON without its braces, indented by two blanks a level.</summary>
    public string ToString(int indent) => HoconWriter.Write(this, indent);

    internal HoconValue GetOrAdd(string key)
    {
        if (!Items.TryGetValue(key, out var value)) Items.Add(key, value = new HoconValue());
        return value;
    }

    /// <summary>A new object with this one's values, replaced by those of <paramref name="above"/> except where both are objects.</summary>
    internal HoconObject OverlaidBy(HoconObject above)
    {
        var merged = new Dictionary<string, HoconValue>(Items);
        foreach (var (key, upper) in above.Items)
        {
            merged[key] = upper.GetObject() is { } over && merged.GetValueOrDefault(key)?.GetObject() is { } under
                ? new HoconValue(under.OverlaidBy(over))
                : upper;
        }

        return new HoconObject(merged);
    }
}
