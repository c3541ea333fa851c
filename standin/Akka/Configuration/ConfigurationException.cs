using Akka.Actor;

namespace Akka.Configuration;

/// <summary>A configuration is missing, incomplete or ambiguous.</summary>
public class ConfigurationException : AkkaException
{
    /// <summary>Creates the exception with a message that names the setting.</summary>
    public ConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message that names the setting, and what went wrong with it.</summary>
    public ConfigurationException(string message, Exception exception)
        : base(message, exception)
    {
    }

    /// <summary>The exception for a <typeparamref name="T"/> whose configuration is absent, or <paramref name="path"/> in it.</summary>
    public static ConfigurationException NullOrEmptyConfig<T>(string path = null) => new(string.IsNullOrWhiteSpace(path)
        ? $"{typeof(T).Name} cannot be created: its configuration is null or empty."
        : $"{typeof(T).Name} cannot be created: its configuration has no `{path}`.");
}
