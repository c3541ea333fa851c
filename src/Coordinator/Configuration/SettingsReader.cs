using Akka.Configuration;

namespace ActorDownloader.Configuration;

/// <summary>Reads the settings of one section. Every key must be there: the reference configuration has them all.</summary>
internal readonly struct SettingsReader(Config config, string section)
{
    /// <summary>A whole number in a range.</summary>
    /// <exception cref="ConfigurationException">There is none, or it is outside the range.</exception>
    public int Int(string key, int min, int max) => Checked(key, min, max, Read(key, (c, path) => c.GetInt(path)));

    /// <summary>A size in bytes.</summary>
    /// <inheritdoc cref="Int"/>
    public long Bytes(string key, long min, long max) => Checked(key, min, max, Read(key, (c, path) => c.GetByteSize(path) ?? -1));

    /// <summary>A duration.</summary>
    /// <inheritdoc cref="Int"/>
    public TimeSpan Time(string key, TimeSpan min, TimeSpan max) => Checked(key, min, max, Read(key, (c, path) => c.GetTimeSpan(path, null, false)));

    /// <summary>On or off.</summary>
    /// <exception cref="ConfigurationException">It is neither.</exception>
    public bool Flag(string key) => Read(key, (c, path) => c.GetBoolean(path));

    /// <summary>A text; null where it is empty.</summary>
    public string? Text(string key) => Read(key, (c, path) => c.GetString(path)) is { Length: > 0 } text ? text : null;

    /// <summary>A list of texts; may be empty.</summary>
    /// <exception cref="ConfigurationException">It is no list.</exception>
    public IList<string> Texts(string key) => Read(key, (c, path) => c.GetStringList(path));

    /// <summary>One of several words.</summary>
    /// <exception cref="ConfigurationException">It is none of them.</exception>
    public T Choice<T>(string key, params (string Word, T Value)[] choices)
    {
        var word = Text(key) ?? "";
        foreach (var choice in choices)
        {
            if (string.Equals(choice.Word, word, StringComparison.OrdinalIgnoreCase))
            {
                return choice.Value;
            }
        }

        throw new ConfigurationException($"{section}.{key} = {word}: expected one of {string.Join(", ", choices.Select(choice => choice.Word))}.");
    }

    private T Read<T>(string key, Func<Config, string, T> read)
    {
        var path = $"{section}.{key}";
        if (!config.HasPath(path))
        {
            throw new ConfigurationException($"{path} is missing from the configuration, and from the reference configuration too.");
        }

        try
        {
            return read(config, path);
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException or NotSupportedException or InvalidCastException)
        {
            throw new ConfigurationException($"{path} = {config.GetString(path)}: not a value of its kind.", e);
        }
    }

    private T Checked<T>(string key, T min, T max, T value) where T : IComparable<T> => value.CompareTo(min) >= 0 && value.CompareTo(max) <= 0
        ? value
        : throw new ConfigurationException($"{section}.{key} = {config.GetString($"{section}.{key}")}: expected {min} to {max}.");
}
