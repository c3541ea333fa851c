using ActorDownloader.ObjectStore;
using ActorDownloader.ObjectStore.Aws;

namespace ActorDownloader.Coordinator.Tests.ObjectStore;

public sealed class AwsConfigurationSpecs
{
    [Fact]
    public void Nobody_says_anything()
    {
        using var home = new AwsHome();
        var found = AwsConfiguration.Read(Settings.Of(), home.Environment);
        Assert.Equal(("default", null, null, null), (found.ProfileName, found.Profile, found.Region, found.Endpoint));
        Assert.Equal((AddressingStyle.Auto, false, false), (found.AddressingStyle, found.UseFips, found.UseDualStack));
    }

    [Fact]
    public void A_region_is_taken_from_the_settings_before_the_variables_before_the_profile()
    {
        using var home = new AwsHome(("AWS_REGION", "eu-west-1"), ("AWS_DEFAULT_REGION", "eu-west-2")).Config(
            "[default]\nregion = eu-west-3");
        Assert.Equal("eu-north-1", AwsConfiguration.Read(Settings.Of("region = eu-north-1"), home.Environment).Region);
        Assert.Equal("eu-west-1", AwsConfiguration.Read(Settings.Of(), home.Environment).Region);
        Assert.Equal("eu-west-2", AwsConfiguration.Read(Settings.Of(), home.Without("AWS_REGION").Environment).Region);
        Assert.Equal("eu-west-3", AwsConfiguration.Read(Settings.Of(), home.Without("AWS_DEFAULT_REGION").Environment).Region);
    }

    [Fact]
    public void An_endpoint_is_taken_from_the_settings_before_the_variables_before_the_profile()
    {
        using var home = new AwsHome(("AWS_ENDPOINT_URL_S3", "http://s3"), ("AWS_ENDPOINT_URL", "http://all")).Config(
            """
            [default]
            endpoint_url = http://profile
            services = mine
            [services mine]
            s3 =
              endpoint_url = http://services
            """);
        Assert.Equal("http://own/", Endpoint(home, "endpoint-url = \"http://own\""));
        Assert.Equal("http://s3/", Endpoint(home));
        Assert.Equal("http://all/", Endpoint(home.Without("AWS_ENDPOINT_URL_S3")));
        Assert.Equal("http://services/", Endpoint(home.Without("AWS_ENDPOINT_URL")));
        Assert.Equal("http://profile/", Endpoint(home.Config("[default]\nendpoint_url = http://profile")));
    }

    [Theory]
    [InlineData("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "TRUE", "")]
    [InlineData("X", "", "ignore_configured_endpoint_urls = true")]
    public void Configured_endpoints_can_be_ignored_but_not_the_one_in_the_settings(string variable, string value, string line)
    {
        using var home = new AwsHome(("AWS_ENDPOINT_URL", "http://all"), (variable, value)).Config($"[default]\n{line}");
        Assert.Null(Endpoint(home));
        Assert.Equal("http://own/", Endpoint(home, "endpoint-url = \"http://own\""));
    }

    [Fact]
    public void The_profile_is_the_one_in_the_settings_or_the_variables()
    {
        using var home = new AwsHome(("AWS_PROFILE", "two"), ("AWS_DEFAULT_PROFILE", "three")).Config(
            "[profile one]\nregion = r1\n[profile two]\nregion = r2\n[profile three]\nregion = r3");
        Assert.Equal("r1", AwsConfiguration.Read(Settings.Of("profile = one"), home.Environment).Region);
        Assert.Equal("r2", AwsConfiguration.Read(Settings.Of(), home.Environment).Region);
        Assert.Equal("r3", AwsConfiguration.Read(Settings.Of(), home.Without("AWS_PROFILE").Environment).Region);
    }

    [Theory]
    [InlineData("path", "auto", AddressingStyle.Path)]
    [InlineData("virtual", "auto", AddressingStyle.Virtual)]
    [InlineData("auto", "auto", AddressingStyle.Auto)]
    [InlineData("path", "virtual", AddressingStyle.Virtual)]
    internal void The_addressing_style_of_the_profile_stands_for_auto(string profile, string setting, AddressingStyle style)
    {
        using var home = new AwsHome().Config($"[default]\ns3 =\n    addressing_style = {profile}\n");
        Assert.Equal(style, AwsConfiguration.Read(Settings.Of($"addressing-style = {setting}"), home.Environment).AddressingStyle);
    }

    [Fact]
    public void Other_files_can_be_named()
    {
        using var elsewhere = new AwsHome().Config("[default]\nregion = eu-west-1")
            .Credentials("[default]\naws_access_key_id = A\naws_secret_access_key = S");
        using var home = new AwsHome(("AWS_CONFIG_FILE", elsewhere.ConfigPath), ("AWS_SHARED_CREDENTIALS_FILE", elsewhere.CredentialsPath));
        var found = AwsConfiguration.Read(Settings.Of(), home.Environment);
        Assert.Equal(("eu-west-1", "A"), (found.Region, found.Profile!["aws_access_key_id"]));
    }

    [Theory]
    [InlineData("AWS_REGION", "eu west")]
    [InlineData("AWS_REGION", "evil.example/")]
    [InlineData("AWS_ENDPOINT_URL", "localhost:9000")]
    [InlineData("AWS_ENDPOINT_URL_S3", "ftp://host")]
    [InlineData("AWS_ENDPOINT_URL", "http://user:password@host")]
    [InlineData("AWS_ENDPOINT_URL", "http://host/?query")]
    public void A_value_that_cannot_be_used_is_refused_by_name(string variable, string value)
    {
        using var home = new AwsHome((variable, value));
        var refusal = Assert.Throws<ObjectStoreException>(() => AwsConfiguration.Read(Settings.Of(), home.Environment));
        Assert.Equal(ObjectStoreFault.ConfigurationInvalid, refusal.Fault);
        Assert.StartsWith($"{variable} is '{value}'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_cannot_be_read_is_an_error_that_names_it()
    {
        using var home = new AwsHome();
        Directory.CreateDirectory(Path.GetDirectoryName(home.ConfigPath)!);
        using var locked = new FileStream(home.ConfigPath, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var refusal = Assert.Throws<ObjectStoreException>(() => AwsConfiguration.Read(Settings.Of(), home.Environment));
        Assert.Contains(home.ConfigPath, refusal.Message, StringComparison.Ordinal);
    }

    private static string? Endpoint(AwsHome home, string overlay = "") =>
        AwsConfiguration.Read(Settings.Of(overlay), home.Environment).Endpoint?.AbsoluteUri;
}
