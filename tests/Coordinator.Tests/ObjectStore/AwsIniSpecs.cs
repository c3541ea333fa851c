using ActorDownloader.ObjectStore.Aws;

namespace ActorDownloader.Coordinator.Tests.ObjectStore;

public sealed class AwsIniSpecs
{
    [Theory]
    [InlineData("[a]\nkey=value", "value")]
    [InlineData("[a]\r\n key = value \r\n", "value")]
    [InlineData("[ a ]\nKEY\t=\tvalue", "value")]
    [InlineData("[a] # comment\nkey = value # comment", "value")]
    [InlineData("[a]\nkey = value ; comment", "value")]
    [InlineData("[a]\nkey = va#l;ue", "va#l;ue")]
    [InlineData("[a]\nkey = a=b=", "a=b=")]
    [InlineData("# comment\n\n;comment\n[a]\n  # comment\nkey = value", "value")]
    [InlineData("[a]\nkey = first\n[b]\nkey = other\n[a]\nkey = value", "value")]
    [InlineData("[a]\nno setting\nkey = value\n= nothing", "value")]
    [InlineData("[a]\nkey =", "")]
    public void A_setting_is_read(string text, string value) => Assert.Equal(value, AwsIni.Parse(text)["a"]["key"]);

    [Theory]
    [InlineData("[profile x]")]
    [InlineData("[profile   \"x\"]")]
    [InlineData("[\tprofile\tx ]")]
    public void A_heading_is_read(string heading) => Assert.Contains("profile x", AwsIni.Parse(heading));

    [Fact]
    public void Nested_settings_carry_the_name_of_what_they_are_nested_in()
    {
        var section = AwsIni.Parse(
            "[a]\ns3 =\n  addressing_style = path\n  max_queue_size = 1\nregion = r\n  indented = without parent")["a"];
        Assert.Equal("path", section["s3.addressing_style"]);
        Assert.Equal("1", section["s3.max_queue_size"]);
        Assert.Equal("r", section["region"]);
        Assert.Equal("without parent", section["indented"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("key = value")]
    [InlineData("\n\n")]
    public void What_is_in_no_section_is_nothing(string text) => Assert.Empty(AwsIni.Parse(text));

    [Fact]
    public void Credentials_go_over_config_in_a_profile()
    {
        using var home = new AwsHome()
            .Config("[default]\nregion = r\naws_access_key_id = C\n[profile default]\noutput = json")
            .Credentials("[default]\naws_access_key_id = K\naws_secret_access_key = S");
        var profile = AwsSharedFiles.Read(home.Environment).Profile("default")!;
        Assert.Equal(
            ("r", "json", "K", "S"),
            (profile["region"], profile["output"], profile["aws_access_key_id"], profile["aws_secret_access_key"]));
        Assert.DoesNotContain("S", profile.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_profile_that_neither_file_has_is_none()
    {
        using var home = new AwsHome().Config("[x]\nregion = r\n[profile y]").Credentials("[profile z]");
        var files = AwsSharedFiles.Read(home.Environment);
        Assert.Null(files.Profile("x"));
        Assert.NotNull(files.Profile("y"));
        Assert.Null(files.Profile("z"));
    }
}
