using System.Globalization;
using System.Text;
using Akka.Configuration;
using ActorDownloader.ObjectStore;

namespace ActorDownloader.Configuration;

/// <summary>The configuration that a coordinator runs with: options over the caller's HOCON over the reference.</summary>
internal static class EffectiveConfig
{
    /// <summary>What is laid over the reference configuration, as text: local worker processes get the same.</summary>
    /// <exception cref="ConfigurationException">The caller's HOCON cannot be read; the message has the place.</exception>
    public static string OverlayOf(DownloaderOptions options)
    {
        var overlay = new StringBuilder(options.Config).AppendLine();
        Set(overlay, "transfer.multipart-threshold", options.MultipartThreshold);
        Set(overlay, "transfer.multipart-chunk-size", options.MultipartChunkSize);
        Set(overlay, "local-workers.max-request-processes", options.MaxRequestProcesses);
        Set(overlay, "worker.slots", options.RequestSlots);
        Set(overlay, "scheduler.window.max", options.MaxConcurrency);
        if (options.MultipartChunkSize is not null)
        {
            // Who names a chunk size means it, for objects of every length.
            Set(overlay, "transfer.max-chunk-size", options.MultipartChunkSize);
        }

        Set(overlay, "transfer.retry.max-attempts", options.S3.MaxAttempts);
        Set(overlay, "worker.http.connect-timeout", options.S3.ConnectTimeout);
        Set(overlay, "worker.http.first-byte-timeout", options.S3.ReadTimeout);
        Set(overlay, "worker.http.stall-timeout", options.S3.ReadTimeout);
        overlay.Append(S3Overlay.Of(options.S3));
        if (options.WorkerExecutable is { } executable)
        {
            overlay.Append("actor-downloader.local-workers.executable = ").AppendLine(Quoted(executable));
        }

        return overlay.ToString();
    }

    /// <summary>The overlay over the reference configuration.</summary>
    /// <exception cref="ConfigurationException">The overlay is not HOCON.</exception>
    public static Config Load(string overlay)
    {
        try
        {
            return ConfigurationFactory.ParseString(overlay).WithFallback(Reference);
        }
        catch (Exception e) when (e is not (ConfigurationException or OutOfMemoryException))
        {
            throw new ConfigurationException($"The configuration is not HOCON: {e.Message}", e);
        }
    }

    /// <summary>Every key with its default.</summary>
    public static Config Reference => ConfigurationFactory.FromResource("reference.conf", typeof(EffectiveConfig).Assembly);

    private static void Set(StringBuilder overlay, string key, long? value)
    {
        if (value is { } number)
        {
            overlay.Append(CultureInfo.InvariantCulture, $"actor-downloader.{key} = {number}").AppendLine();
        }
    }

    private static void Set(StringBuilder overlay, string key, TimeSpan? value)
    {
        if (value is { } time)
        {
            overlay.Append(CultureInfo.InvariantCulture, $"actor-downloader.{key} = {time.TotalMilliseconds:0.####}ms").AppendLine();
        }
    }

    private static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
