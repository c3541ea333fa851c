namespace ActorDownloader.Cli.Downloading;

/// <summary>A refused setting, in terms of the command line that it came from. Pure.</summary>
internal static class ConfigurationFault
{
    /// <summary>The message with the option's name before it, where an option is what set the key that it begins with.</summary>
    public static string Of(string message, DownloaderOptions options)
    {
        ReadOnlySpan<(string Key, string Option, bool IsGiven)> settings =
        [
            ("transfer.multipart-threshold", "--threshold", options.MultipartThreshold is not null),
            ("transfer.multipart-chunk-size", "--chunk-size", options.MultipartChunkSize is not null),
            ("transfer.max-chunk-size", "--chunk-size", options.MultipartChunkSize is not null),
            ("local-workers.max-request-processes", "--workers", options.MaxRequestProcesses is not null),
            ("worker.slots", "--slots", options.RequestSlots is not null),
            ("scheduler.window.max", "--max-concurrency", options.MaxConcurrency is not null),
            ("s3.endpoint-url", "--endpoint-url", options.S3.EndpointUrl is not null),
            ("s3.region", "--region", options.S3.Region is not null),
            ("s3.profile", "--profile", options.S3.Profile is not null),
        ];
        foreach (var (key, option, isGiven) in settings)
        {
            if (isGiven && message.StartsWith($"actor-downloader.{key} ", StringComparison.Ordinal))
            {
                return $"{option}: {message}";
            }
        }

        return message;
    }
}
