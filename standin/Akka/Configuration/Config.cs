using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>
/// Settings by dotted path, in which a key with dots stands in double quotes. A configuration does not change: merging makes a new one.
/// Safe for any number of readers.
/// </summary>
public sealed class Config
{
    /// <summary>A configuration without settings.</summary>
    public static readonly Config Empty = ConfigurationFactory.Empty;

    // What was read, without fallbacks; the root has them merged in, so that a lookup never walks a chain.
    private readonly HoconValue _own;

    internal Config(HoconValue root)
        : this(root, root)
    {
    }

    private Config(HoconValue own, HoconValue root)
    {
        _own = own;
        Root = root;
    }

    /// <summary>The settings, fallbacks included.</summary>
    public HoconValue Root { get; }

    /// <summary>True if there are no settings.</summary>
    public bool IsEmpty => Root.IsEmpty;

    /// <summary>Reads the text as HOCON.</summary>
    public static implicit operator Config(string str) => ConfigurationFactory.ParseString(str);

    /// <summary>The value at a path, or null.</summary>
    public HoconValue GetValue(string path)
    {
        var node = Root;
        foreach (string key in new ConfigPath(path))
        {
            node = node.GetChildObject(key);
            if (node is null) return null;
        }

        return node;
    }

    /// <summary>True if the path leads to a value, which may be <c>null</c>.</summary>
    public bool HasPath(string path) => GetValue(path) is not null;

    /// <summary>The settings below a path, or null if it leads nowhere.</summary>
    public Config GetConfig(string path) => GetValue(path)?.ToConfig();

    /// <summary>The text at a path; null for <c>null</c> and for anything but text.</summary>
    public string GetString(string path, string @default = null) => GetValue(path) is { } value ? value.GetString() : @default;

    /// <summary>The truth at a path: <c>on</c>, <c>off</c>, <c>true</c> or <c>false</c>.</summary>
    /// <exception cref="NotSupportedException">It is something else.</exception>
    public bool GetBoolean(string path, bool @default = false) => GetValue(path)?.GetBoolean() ?? @default;

    /// <summary>The whole number at a path.</summary>
    public int GetInt(string path, int @default = 0) => GetValue(path)?.GetInt() ?? @default;

    /// <summary>The whole number at a path.</summary>
    public long GetLong(string path, long @default = 0) => GetValue(path)?.GetLong() ?? @default;

    /// <summary>The number at a path.</summary>
    public float GetFloat(string path, float @default = 0) => GetValue(path)?.GetFloat() ?? @default;

    /// <summary>The number at a path.</summary>
    public double GetDouble(string path, double @default = 0) => GetValue(path)?.GetDouble() ?? @default;

    /// <summary>The number at a path.</summary>
    public decimal GetDecimal(string path, decimal @default = 0) => GetValue(path)?.GetDecimal() ?? @default;

    /// <summary>The size at a path; see <see cref="HoconValue.GetByteSize"/>.</summary>
    public long? GetByteSize(string path) => GetByteSize(path, null);

    /// <summary>The size at a path; see <see cref="HoconValue.GetByteSize"/>.</summary>
    public long? GetByteSize(string path, long? def = null) => GetValue(path) is { } value ? value.GetByteSize() : def;

    /// <summary>The duration at a path; see <see cref="HoconValue.GetTimeSpan"/>.</summary>
    public TimeSpan GetTimeSpan(string path, TimeSpan? @default = null, bool allowInfinite = true) =>
        GetValue(path)?.GetTimeSpan(allowInfinite) ?? @default.GetValueOrDefault();

    /// <summary>The texts in the list at a path; an empty list if it leads nowhere.</summary>
    public IList<string> GetStringList(string path) => GetStringList(path, []);

    /// <summary>The texts in the list at a path.</summary>
    public IList<string> GetStringList(string path, string[] defaultPaths) => GetValue(path)?.GetStringList() ?? defaultPaths;

    /// <summary>The whole numbers in the list at a path, which must exist.</summary>
    public IList<int> GetIntList(string path) => RequireValue(path).GetIntList();

    /// <summary>The whole numbers in the list at a path, which must exist.</summary>
    public IList<long> GetLongList(string path) => RequireValue(path).GetLongList();

    /// <summary>The settings at the top, fallbacks included.</summary>
    public IEnumerable<KeyValuePair<string, HoconValue>> AsEnumerable() => Root.GetObject()?.Items ?? [];

    /// <summary>
    /// These settings, and those of <paramref name="fallback"/> where these have none: objects merge key by key, anything else hides the
    /// whole value that it replaces.
    /// </summary>
    /// <exception cref="ArgumentException">The fallback is this instance.</exception>
    public Config WithFallback(Config fallback)
    {
        if (fallback == this) throw new ArgumentException("A configuration cannot fall back to itself.", nameof(fallback));
        if (fallback is null) return this;
        if (IsEmpty) return fallback;
        if (Root.GetObject() is not { } above || fallback.Root.GetObject() is not { } below) return this;
        return new Config(_own, new HoconValue(below.OverlaidBy(above)));
    }

    /// <summary>The settings as HOCON, without fallbacks.</summary>
    public override string ToString() => _own.ToString();

    /// <summary>The settings as HOCON.</summary>
    public string ToString(bool includeFallback) => includeFallback ? Root.ToString() : ToString();

    private HoconValue RequireValue(string path) =>
        GetValue(path) ?? throw new ConfigurationException($"The configuration has no list at `{path}`.");
}
