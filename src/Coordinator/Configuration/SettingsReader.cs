using Akka.Configuration;

namespace ActorDownloader.Configuration;

/// <summary>Reads the settings of one section. Every key must be there: the reference configuration has them all.</summary>
internal readonly struct SettingsReader(Config config, string section)
{
    /// <summary>A whole number in a range.</summary>
    /// <exception cref="ConfigurationException">There is none, or it is outside the range.</exception>
    public int Int(string key, int min, int max) =>
        InRange(key, min, max, $"a whole number from {min} to {max}", (c, path) => c.GetInt(path));

    /// <summary>A whole number in a range, or a word that stands for one.</summary>
    /// <inheritdoc cref="Int"/>
    public int IntOr(string key, string word, int meaning, int min, int max) => Text(key) == word
        ? meaning
        : InRange(key, min, max, $"{word} or a whole number from {min} to {max}", (c, path) => c.GetInt(path));

    /// <summary>A size in bytes.</summary>
    /// <inheritdoc cref="Int"/>
    public long Bytes(string key, long min, long max) =>
        InRange(key, min, max, $"a size of {min} to {max} bytes", (c, path) => c.GetByteSize(path) ?? -1);

    /// <summary>A duration.</summary>
    /// <inheritdoc cref="Int"/>
    public TimeSpan Time(string key, TimeSpan min, TimeSpan max) =>
        InRange(key, min, max, $"a duration from {Spelled(min)} to {Spelled(max)}", (c, path) => c.GetTimeSpan(path, null, false));

    /// <summary>On or off.</summary>
    /// <exception cref="ConfigurationException">It is neither.</exception>
    public bool Flag(string key) => Read(key, "on or off", (c, path) => c.GetBoolean(path));

    /// <summary>A text; null where it is empty.</summary>
    public string? Text(string key) => Read(key, "a text", (c, path) => c.GetString(path)) is { Length: > 0 } text ? text : null;

    /// <summary>A list of texts; may be empty.</summary>
    /// <exception cref="ConfigurationException">It is no list.</exception>
    public IList<string> Texts(string key) => Read(key, "a list of texts", (c, path) => c.GetStringList(path));

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

        throw new ConfigurationException(
            $"{section}.{key} = {word}: expected one of {string.Join(", ", choices.Select(choice => choice.Word))}.");
    }

    private T InRange<T>(string key, T min, T max, string expected, Func<Config, string, T> read) where T : IComparable<T>
    {
        var value = Read(key, expected, read);
        return value.CompareTo(min) >= 0 && value.CompareTo(max) <= 0 ? value : throw Refusal($"{section}.{key}", expected);
    }

    private T Read<T>(string key, string expected, Func<Config, string, T> read)
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
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException or NotSupportedException
            or InvalidCastException)
        {
            throw Refusal(path, expected, e);
        }
    }

    private ConfigurationException Refusal(string path, string expected, Exception? cause = null) =>
        new($"{path} = {config.GetString(path)}: expected {expected}.", cause);

    /// <summary>A duration as it is written in HOCON.</summary>
    private static string Spelled(TimeSpan time) => time switch
    {
        { Ticks: > 0 } when time.Ticks % TimeSpan.TicksPerDay == 0 => $"{time.Days}d",
        { Ticks: > 0 } when time.Ticks % TimeSpan.TicksPerHour == 0 => $"{time.TotalHours}h",
        { Ticks: > 0 } when time.Ticks % TimeSpan.TicksPerMinute == 0 => $"{time.TotalMinutes}m",
        { Ticks: > 0 } when time.Ticks % TimeSpan.TicksPerSecond == 0 => $"{time.TotalSeconds}s",
        _ => $"{time.TotalMilliseconds}ms",
    };
}
