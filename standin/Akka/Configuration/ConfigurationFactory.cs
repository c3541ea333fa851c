using System.Reflection;
using Akka.Configuration.Hocon;

namespace Akka.Configuration;

/// <summary>Reads configurations.</summary>
public static class ConfigurationFactory
{
    private const string ReferenceResource = "Akka.Configuration.akka.conf";

    /// <summary>A configuration without settings.</summary>
    public static Config Empty => ParseString("");

    /// <summary>Reads HOCON text.</summary>
    /// <exception cref="FormatException">The text is not HOCON, a substitution has no target or is part of its own value, or values nest
    /// deeper than 256 levels; the message names the position, line and column.</exception>
    /// <exception cref="ConfigurationException">Unquoted text contains <c>=</c> or <c>:</c>.</exception>
    public static Config ParseString(string hocon) => new(HoconParser.Parse(hocon));

    /// <summary>The default of every setting of the actor system.</summary>
    public static Config Default() => FromResource(ReferenceResource, typeof(ConfigurationFactory).Assembly);

    /// <summary>Reads HOCON embedded in the assembly that holds <typeparamref name="TAssembly"/>.</summary>
    public static Config FromResource<TAssembly>(string resourceName) => FromResource(resourceName, typeof(TAssembly).Assembly);

    /// <summary>Reads HOCON embedded in <paramref name="assembly"/>.</summary>
    /// <exception cref="ConfigurationException">The assembly has no such resource.</exception>
    public static Config FromResource(string resourceName, Assembly assembly)
    {
        using var stream = assembly.GetManifestResourceStream(resourceName)
            ?? throw new ConfigurationException($"{assembly.GetName().Name} has no embedded resource {resourceName}.");
        using var reader = new StreamReader(stream);
        return ParseString(reader.ReadToEnd());
    }
}
