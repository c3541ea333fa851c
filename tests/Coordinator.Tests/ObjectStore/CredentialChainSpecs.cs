using ActorDownloader.ObjectStore;
using ActorDownloader.ObjectStore.Credentials;
using ActorDownloader.ObjectStore.Signing;
using ActorDownloader.Testing;

namespace ActorDownloader.Coordinator.Tests.ObjectStore;

public sealed class CredentialChainSpecs
{
    private const string Profiles =
        "[default]\naws_access_key_id = D\naws_secret_access_key = SD\n[named]\naws_access_key_id = N\naws_secret_access_key = "
            + "SN\naws_session_token = TN\n";

    [Fact]
    public async Task Keys_are_found_in_the_environment()
    {
        using var home = new AwsHome(
            ("AWS_ACCESS_KEY_ID", "A"), ("AWS_SECRET_ACCESS_KEY", "S"), ("AWS_SESSION_TOKEN", "T")).Credentials(Profiles);
        Assert.Equal(new AccessKey("A", "S", "T"), await Find(home));
    }

    [Fact]
    public async Task Keys_in_the_environment_go_before_a_profile_in_the_environment()
    {
        using var home = new AwsHome(
            ("AWS_ACCESS_KEY_ID", "A"), ("AWS_SECRET_ACCESS_KEY", "S"), ("AWS_PROFILE", "named")).Credentials(Profiles);
        Assert.Equal(new AccessKey("A", "S", null), await Find(home));
    }

    [Fact]
    public async Task A_profile_in_the_settings_goes_before_keys_in_the_environment()
    {
        using var home = new AwsHome(("AWS_ACCESS_KEY_ID", "A"), ("AWS_SECRET_ACCESS_KEY", "S")).Credentials(Profiles);
        Assert.Equal(new AccessKey("N", "SN", "TN"), await Find(home, "profile = named"));
    }

    [Fact]
    public async Task A_profile_in_the_environment_goes_before_the_default_one()
    {
        using var home = new AwsHome(("AWS_PROFILE", "named")).Credentials(Profiles);
        Assert.Equal("N", (await Find(home)).Id);
        Assert.Equal("D", (await Find(home.Without("AWS_PROFILE"))).Id);
    }

    [Fact]
    public async Task A_search_sees_the_files_as_they_are_now()
    {
        using var home = new AwsHome().Credentials(Profiles);
        var chain = Chain(home, "");
        Assert.Equal("D", (await (await chain.FindAsync(CancellationToken.None)).GetAsync()).Key.Id);
        home.Credentials("[default]\naws_access_key_id = NEW\naws_secret_access_key = S");
        Assert.Equal("NEW", (await (await chain.FindAsync(CancellationToken.None)).GetAsync()).Key.Id);
    }

    [Theory]
    [InlineData("AWS_ACCESS_KEY_ID")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    public async Task Half_a_key_pair_in_the_environment_is_an_error(string variable)
    {
        using var home = new AwsHome((variable, "VALUE")).Credentials(Profiles);
        var failure = await Fail(home, ObjectStoreFault.ConfigurationInvalid);
        Assert.Contains("Half a key pair is in the environment", failure, StringComparison.Ordinal);
        Assert.DoesNotContain("VALUE", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("aws_access_key_id")]
    [InlineData("aws_secret_access_key")]
    public async Task Half_a_key_pair_in_a_profile_is_an_error(string setting)
    {
        using var home = new AwsHome().Credentials($"[default]\n{setting} = VALUE");
        var failure = await Fail(home, ObjectStoreFault.ConfigurationInvalid);
        Assert.Contains(home.CredentialsPath, failure, StringComparison.Ordinal);
        Assert.DoesNotContain("VALUE", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("profile = absent", "")]
    [InlineData("", "absent")]
    public async Task A_named_profile_that_is_not_there_is_an_error(string overlay, string variable)
    {
        using var home = new AwsHome(("AWS_PROFILE", variable)).Credentials(Profiles);
        var failure = await Fail(home, ObjectStoreFault.ConfigurationInvalid, overlay);
        Assert.Contains($"no profile 'absent' in {home.CredentialsPath} and {home.ConfigPath}", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_credentials_the_error_says_what_was_looked_for_and_what_to_do()
    {
        using var home = new AwsHome().Config("[default]\nregion = eu-west-1");
        var failure = await Fail(home, ObjectStoreFault.CredentialsNotFound);
        foreach (var part in new[]
        {
            "AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE", "profile 'default'", home.ConfigPath, home.CredentialsPath, "has no credentials", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "EC2 instance metadata (switched off)", "--profile", "--no-sign-request",
        })
        {
            Assert.Contains(part, failure, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_metadata_service_is_not_asked_with_a_timeout_of_zero()
    {
        using var home = new AwsHome().Without("AWS_EC2_METADATA_DISABLED");
        Assert.Contains(
            "EC2 instance metadata (switched off)",
            await Fail(home, ObjectStoreFault.CredentialsNotFound, "instance-metadata-timeout = 0s"),
            StringComparison.Ordinal);
    }

    private static CredentialChain Chain(AwsHome home, string overlay) =>
        new(Settings.Of(overlay), home.Environment, new ManualTimeProvider());

    private static async Task<AccessKey> Find(AwsHome home, string overlay = "") =>
        (await (await Chain(home, overlay).FindAsync(CancellationToken.None)).GetAsync()).Key;

    private static async Task<string> Fail(AwsHome home, ObjectStoreFault fault, string overlay = "")
    {
        var failure = await Assert.ThrowsAsync<ObjectStoreException>(() => Chain(home, overlay).FindAsync(CancellationToken.None));
        Assert.Equal(fault, failure.Fault);
        return failure.Message;
    }
}
