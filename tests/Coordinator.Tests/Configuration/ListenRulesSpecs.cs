using Akka.Configuration;

namespace ActorDownloader.Configuration;

public class ListenRulesSpecs
{
    [Theory]
    [InlineData("127.0.0.1", "", false, false, true)]
    [InlineData("127.8.9.1", "", false, false, true)]
    [InlineData("\"::1\"", "", false, false, true)]
    [InlineData("localhost", "", false, false, true)]
    [InlineData("0.0.0.0", "", false, false, false)]
    [InlineData("\"::\"", "", false, false, false)]
    [InlineData("\"\"", "", false, false, false)]
    [InlineData("10.0.0.7", "", false, false, false)]
    [InlineData("localhost.example", "", false, false, false)]
    [InlineData("10.0.0.7", "secret", false, false, true)]
    [InlineData("10.0.0.7", "", true, false, true)]
    [InlineData("10.0.0.7", "", false, true, true)]
    public void Who_listens_for_others_has_them_prove_themselves(string host, string secret, bool allowInsecure, bool ssl, bool isAllowed)
    {
        var config = EffectiveConfig.Load($$"""
            akka.remote.dot-netty.tcp { hostname = {{host}}, enable-ssl = {{(ssl ? "on" : "off")}} }
            actor-downloader.coordinator { join-secret = "{{secret}}", allow-insecure = {{(allowInsecure ? "on" : "off")}} }
            """);

        var refusal = Record.Exception(() => ListenRules.Check(config, CoordinatorSettings.Create(config)));

        Assert.Equal(isAllowed, refusal is null);
        if (refusal is not null)
        {
            var message = Assert.IsType<ConfigurationException>(refusal).Message;
            Assert.StartsWith("akka.remote.dot-netty.tcp.hostname = ", message, StringComparison.Ordinal);
            Assert.All(
                ["join-secret", "enable-ssl", "allow-insecure"], remedy => Assert.Contains(remedy, message, StringComparison.Ordinal));
        }
    }
}
