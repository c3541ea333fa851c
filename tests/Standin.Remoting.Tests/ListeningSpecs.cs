using Akka.Actor;
using Akka.Configuration;

namespace Standin.Remoting.Tests;

public class ListeningSpecs
{
    [Fact]
    public async Task A_port_in_use_keeps_the_system_from_starting()
    {
        var first = Create(0);
        try
        {
            var port = ((ExtendedActorSystem)first).Provider.DefaultAddress.Port!.Value;
            var failure = Assert.ThrowsAny<Exception>(() => Create(port));
            Assert.Contains("Failed to bind", failure.ToString(), StringComparison.Ordinal);
        }
        finally
        {
            await first.Terminate();
        }
    }

    [Theory]
    [InlineData("maximum-frame-size = 1000b")]
    [InlineData("port = 70000")]
    [InlineData("public-port = -1")]
    [InlineData("enable-ssl = true")]
    public void A_setting_out_of_range_is_named(string setting)
    {
        var failure = Assert.ThrowsAny<Exception>(() => Create(0, "akka.remote.dot-netty.tcp." + setting));
        Assert.Contains("akka.remote.dot-netty.tcp.", failure.GetBaseException().Message, StringComparison.Ordinal);
    }

    private static ActorSystem Create(int port, string more = "") => ActorSystem.Create("here", ConfigurationFactory.ParseString($$"""
        akka { stdout-loglevel = OFF, loglevel = OFF
          actor.provider = remote
          remote.dot-netty.tcp { hostname = "127.0.0.1", port = {{port}} } }
        {{more}}
        """));
}
