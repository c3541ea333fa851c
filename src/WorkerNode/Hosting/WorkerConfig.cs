using System.Globalization;
using System.Text;
using Akka.Configuration;

namespace ActorDownloader.WorkerNode.Hosting;

/// <summary>The configuration that a worker runs with.</summary>
internal static class WorkerConfig
{
    /// <summary>Every key with its default.</summary>
    public static Config Reference => ConfigurationFactory.FromResource("reference.conf", typeof(WorkerConfig).Assembly);

    /// <summary>An overlay over the reference configuration.</summary>
    /// <exception cref="ConfigurationException">The overlay is not HOCON; the message has the place.</exception>
    public static Config Over(Config reference, string overlay)
    {
        try
        {
            return ConfigurationFactory.ParseString(overlay).WithFallback(reference);
        }
        catch (Exception e) when (e is not (ConfigurationException or OutOfMemoryException))
        {
            throw new ConfigurationException($"The configuration is not HOCON: {e.Message}", e);
        }
    }

    /// <summary>The overlay of a worker that was started by hand: its options over its file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static string OverlayOf(WorkerOptions options)
    {
        var overlay = new StringBuilder(options.ConfigFile is { } file ? File.ReadAllText(file) : "").AppendLine();
        if (options.Slots is { } slots)
            overlay.Append(CultureInfo.InvariantCulture, $"actor-downloader.worker.slots = {slots}").AppendLine();
        if (options.Roots.Count > 0)
            overlay.Append("actor-downloader.worker.allowed-roots = [")
                .AppendJoin(", ", options.Roots.Select(root => Quoted(Path.GetFullPath(root))))
                .AppendLine("]");
        return overlay.ToString();
    }

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
