using System.Globalization;
using System.Text;
using ActorDownloader.ObjectStore.Signing;

namespace ActorDownloader.Coordinator.Tests.ObjectStore;

public sealed class ObjectUrlSpecs
{
    [Theory]
    [InlineData("plain/key-1.0_x~y", "plain/key-1.0_x~y")]
    [InlineData("with space", "with%20space")]
    [InlineData("a+b", "a%2Bb")]
    [InlineData("100%", "100%25")]
    [InlineData("already%20encoded", "already%2520encoded")]
    [InlineData("%2F", "%252F")]
    [InlineData("?a=b#c&d", "%3Fa%3Db%23c%26d")]
    [InlineData("Ünïcode/日本語", "%C3%9Cn%C3%AFcode/%E6%97%A5%E6%9C%AC%E8%AA%9E")]
    [InlineData("emoji 🦊", "emoji%20%F0%9F%A6%8A")]
    [InlineData("//leading", "//leading")]
    [InlineData("a//b/", "a//b/")]
    [InlineData("./a/../b/.", "./a/../b/.")]
    [InlineData("!*'()@:,;$=[]{}|\\^`\"<>", "%21%2A%27%28%29%40%3A%2C%3B%24%3D%5B%5D%7B%7D%7C%5C%5E%60%22%3C%3E")]
    [InlineData("tab\tand\nline", "tab%09and%0Aline")]
    public void A_key_is_encoded_once(string key, string encoded) => Assert.Equal(encoded, ObjectUrl.EncodeKey(key));

    [Fact]
    public void Every_character_but_the_unreserved_and_the_slash_is_encoded()
    {
        const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
        for (var c = '\u0001'; c < '\u0800'; c++)
        {
            var expected = Unreserved.Contains(c, StringComparison.Ordinal)
                ? c.ToString()
                : string.Concat(Encoding.UTF8.GetBytes([c]).Select(b => "%" + b.ToString("X2", CultureInfo.InvariantCulture)));
            Assert.Equal(expected, ObjectUrl.EncodeKey(c.ToString()));
        }
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("null", "versionId=null")]
    [InlineData("3/L4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY=", "versionId=3%2FL4kqtJlcpXroDTDmJ%2BrmSpXd3dIbrHY%3D")]
    public void A_version_is_the_whole_query(string? versionId, string query) => Assert.Equal(query, ObjectUrl.Query(versionId));

    [Theory]
    [InlineData("./a/../b/.")]
    [InlineData("//a//b//")]
    [InlineData("a/%2F/%2e%2E/ +?#")]
    [InlineData("..")]
    public void A_url_survives_Uri_when_its_canonicalization_is_off(string key)
    {
        var path = "/bucket/" + ObjectUrl.EncodeKey(key);
        var uri = new Uri(
            "http://127.0.0.1:9000" + path + "?versionId=a%2Fb",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        Assert.Equal(path + "?versionId=a%2Fb", uri.PathAndQuery);
    }

    [Theory]
    [InlineData(null, "partNumber=1")]
    [InlineData("v+1", "partNumber=1&versionId=v%2B1")]
    public void A_part_goes_before_the_version_as_signing_sorts_them(string? versionId, string query) =>
        Assert.Equal(query, ObjectUrl.Query(versionId, 1));
}
