using ActorDownloader.ObjectStore;
using Akka.Configuration;

namespace ActorDownloader.Coordinator.Tests.ObjectStore;

/// <summary>S3's settings as the reference configuration has them, with what a test changes.</summary>
internal static class Settings
{
    public static Config Reference { get; } = ConfigurationFactory.FromResource("reference.conf", typeof(S3Settings).Assembly);

    public static S3Settings Of(string overlay = "") =>
        S3Settings.Create(ConfigurationFactory.ParseString($"actor-downloader.s3 {{ {overlay} }}").WithFallback(Reference));

    public static S3Settings Of(S3Options options) =>
        S3Settings.Create(ConfigurationFactory.ParseString(S3Overlay.Of(options)).WithFallback(Reference));
}
