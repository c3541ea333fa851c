using ActorDownloader.ObjectStore;
using ActorDownloader.ObjectStore.Aws;
using Akka.Configuration;
using Amazon.Runtime;

namespace ActorDownloader.Coordinator.Tests.ObjectStore;

public sealed class S3SettingsSpecs
{
    [Fact]
    public void The_reference_has_these_defaults() => Assert.Equal(
        new S3Settings(
            Region: null,
            Endpoint: null,
            Profile: null,
            Anonymous: false,
            AddressingStyle.Auto,
            SignatureLifetime: TimeSpan.FromMinutes(5),
            CredentialsTimeout: TimeSpan.FromMinutes(1),
            CredentialsCheckInterval: TimeSpan.FromMinutes(1),
            CredentialsRetryDelay: TimeSpan.FromSeconds(5),
            InstanceMetadataTimeout: TimeSpan.FromSeconds(1),
            AnswerTimeout: TimeSpan.FromSeconds(20),
            UseProxy: true),
        Settings.Of());

    [Theory]
    [InlineData("region", "EU")]
    [InlineData("region", "a.b")]
    [InlineData("endpoint-url", "localhost")]
    [InlineData("endpoint-url", "http://user:secret@host")]
    [InlineData("addressing-style", "host")]
    [InlineData("anonymous", "perhaps")]
    [InlineData("signature-lifetime", "999ms")]
    [InlineData("signature-lifetime", "11m")]
    [InlineData("credentials-timeout", "0s")]
    [InlineData("credentials-timeout", "11m")]
    [InlineData("credentials-check-interval", "0s")]
    [InlineData("credentials-check-interval", "2h")]
    [InlineData("credentials-retry-delay", "11m")]
    [InlineData("instance-metadata-timeout", "11s")]
    [InlineData("answer-timeout", "0s")]
    [InlineData("answer-timeout", "11m")]
    [InlineData("instance-metadata-timeout", "soon")]
    public void A_value_outside_its_range_is_refused_by_name(string key, string value)
    {
        var refusal = Assert.Throws<ConfigurationException>(() => Settings.Of($"{key} = \"{value}\""));
        Assert.StartsWith($"actor-downloader.s3.{key} = {value}: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_go_over_the_configuration()
    {
        var settings = Settings.Of(new S3Options
        {
            Region = "eu-west-1",
            EndpointUrl = "http://127.0.0.1:9000/a",
            Profile = "with \"quotes\" and \\",
            Anonymous = true,
            PathStyle = false,
            CredentialsTimeout = TimeSpan.FromMilliseconds(1500),
            InstanceMetadataTimeout = TimeSpan.Zero,
        });
        Assert.Equal(
            Settings.Of() with
            {
                Region = "eu-west-1",
                Endpoint = new Uri("http://127.0.0.1:9000/a"),
                Profile = "with \"quotes\" and \\",
                Anonymous = true,
                AddressingStyle = AddressingStyle.Virtual,
                CredentialsTimeout = TimeSpan.FromMilliseconds(1500),
                InstanceMetadataTimeout = TimeSpan.Zero,
            },
            settings);
    }

    [Fact]
    public void Options_that_are_not_set_change_nothing() => Assert.Equal(Settings.Of(), Settings.Of(new S3Options()));

    [Fact]
    public void Credentials_that_are_none_mean_anonymous() =>
        Assert.True(Settings.Of(new S3Options { Credentials = new AnonymousAWSCredentials() }).Anonymous);

    [Fact]
    public void Options_do_not_print_credentials()
    {
        var options = new S3Options { Region = "eu-west-1", Credentials = new BasicAWSCredentials("AKID", "SECRET") };
        Assert.DoesNotContain("AKID", options.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", options + S3Overlay.Of(options), StringComparison.Ordinal);
        Assert.Contains("eu-west-1", options.ToString(), StringComparison.Ordinal);
    }
}
