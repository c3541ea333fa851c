using Akka.Configuration;
using ActorDownloader.Configuration;
using ActorDownloader.ObjectStore.Aws;
using ActorDownloader.ObjectStore.Endpoints;

namespace ActorDownloader.ObjectStore;

/// <summary>The settings under <c>actor-downloader.s3</c>. What is null there is searched for as AWS's tools do.</summary>
internal sealed record S3Settings(
    string? Region,
    Uri? Endpoint,
    string? Profile,
    bool Anonymous,
    AddressingStyle AddressingStyle,
    TimeSpan SignatureLifetime,
    TimeSpan CredentialsTimeout,
    TimeSpan CredentialsCheckInterval,
    TimeSpan CredentialsRetryDelay,
    TimeSpan InstanceMetadataTimeout,
    TimeSpan AnswerTimeout,
    bool UseProxy)
{
    private const string Section = "actor-downloader.s3";

    /// <exception cref="ConfigurationException">
    /// A value is outside its range; the message names the key, the value and the range.
    /// </exception>
    public static S3Settings Create(Config config)
    {
        var settings = new SettingsReader(config, Section);
        return new S3Settings(
            RegionOf(settings.Text("region")),
            EndpointOf(settings.Text("endpoint-url")),
            settings.Text("profile"),
            settings.Flag("anonymous"),
            settings.Choice(
                "addressing-style", ("auto", AddressingStyle.Auto), ("path", AddressingStyle.Path), ("virtual", AddressingStyle.Virtual)),
            // S3 takes a signature for 15 minutes. What is left of them is for leases that wait, and for clocks that differ.
            settings.Time("signature-lifetime", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
            settings.Time("credentials-timeout", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
            settings.Time("credentials-check-interval", TimeSpan.FromSeconds(1), TimeSpan.FromHours(1)),
            settings.Time("credentials-retry-delay", TimeSpan.Zero, TimeSpan.FromMinutes(10)),
            settings.Time("instance-metadata-timeout", TimeSpan.Zero, TimeSpan.FromSeconds(10)),
            settings.Time("answer-timeout", TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)),
            new SettingsReader(config, "actor-downloader.worker.http").Flag("use-proxy"));
    }

    private static string? RegionOf(string? region) => region is null || RegionName.IsValid(region)
        ? region
        : throw new ConfigurationException($"{Section}.region = {region}: expected {RegionName.Expected}.");

    private static Uri? EndpointOf(string? url)
    {
        if (url is null)
        {
            return null;
        }

        return EndpointUrl.TryParse(url, out var endpoint)
            ? endpoint
            : throw new ConfigurationException($"{Section}.endpoint-url = {url}: expected {EndpointUrl.Expected}.");
    }
}
