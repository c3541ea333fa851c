using Akka.Configuration;

namespace Akka.Contract.Hocon;

/// <summary>How a configuration is asked.</summary>
public class AccessSpecs
{
    private static readonly Config Config = ConfigurationFactory.ParseString("a { b = 1, c { d = x } }\nn = null\nl = [1, 2]");

    [Fact]
    public void A_path_that_leads_nowhere_gives_the_default()
    {
        Assert.Equal(7, Config.GetInt("a.x", 7));
        Assert.Equal(0, Config.GetInt("a.x"));
        Assert.Equal(8L, Config.GetLong("x.y.z", 8));
        Assert.True(Config.GetBoolean("x", true));
        Assert.Equal("y", Config.GetString("x", "y"));
        Assert.Null(Config.GetString("x"));
        Assert.Equal(1.5, Config.GetDouble("x", 1.5));
        Assert.Equal(TimeSpan.FromSeconds(1), Config.GetTimeSpan("x", TimeSpan.FromSeconds(1)));
        Assert.Equal(TimeSpan.Zero, Config.GetTimeSpan("x"));
        Assert.Equal(5, Config.GetByteSize("x", 5));
        Assert.Null(Config.GetByteSize("x", null));
        Assert.Empty(Config.GetStringList("x"));
        Assert.Equal(["y"], Config.GetStringList("x", ["y"]));
    }

    [Fact]
    public void A_null_is_there_and_is_no_default()
    {
        Assert.True(Config.HasPath("n"));
        Assert.Null(Config.GetString("n", "y"));
    }

    [Fact]
    public void A_path_is_there_if_it_leads_to_anything()
    {
        Assert.True(Config.HasPath("a"));
        Assert.True(Config.HasPath("a.c.d"));
        Assert.True(Config.HasPath("l"));
        Assert.False(Config.HasPath("a.c.d.e"));
        Assert.False(Config.HasPath("d"));
    }

    [Fact]
    public void The_settings_below_a_path_are_a_configuration()
    {
        Assert.Equal("x", Config.GetConfig("a.c").GetString("d"));
        Assert.Equal("x", Config.GetConfig("a").GetConfig("c").GetString("d"));
    }

    [Fact]
    public void There_is_no_configuration_below_a_path_that_leads_nowhere()
    {
        Assert.Null(Config.GetConfig("x"));
        Assert.True(Config.GetConfig("x").IsNullOrEmpty());
        Assert.False(Config.GetConfig("a").IsNullOrEmpty());
    }

    [Fact]
    public void Settings_are_listed_in_the_order_of_the_text()
    {
        Assert.Equal(["a", "n", "l"], Config.AsEnumerable().Select(setting => setting.Key));
        Assert.Equal(["b", "c"], Config.Root.GetObject().GetKey("a").GetObject().Items.Keys);
    }

    [Fact]
    public void A_value_tells_what_it_is()
    {
        var root = Config.Root;

        Assert.True(root.IsObject());
        Assert.True(Config.GetValue("a.b").IsString());
        Assert.False(Config.GetValue("a.b").IsObject());
        Assert.True(Config.GetValue("l").IsArray());
        Assert.Equal(2, Config.GetValue("l").GetArray().Count);
        Assert.Null(Config.GetValue("x"));
        Assert.Equal("1", root.GetChildObject("a").GetChildObject("b").GetString());
    }

    [Fact]
    public void A_configuration_written_out_reads_the_same()
    {
        var again = ConfigurationFactory.ParseString(Config.GetConfig("a").ToString());

        Assert.Equal(1, again.GetInt("b"));
        Assert.Equal("x", again.GetString("c.d"));
    }

    [Fact]
    public void A_text_is_a_configuration()
    {
        Config config = "a = 1";

        Assert.Equal(1, config.GetInt("a"));
    }

    [Fact]
    public void An_embedded_resource_is_a_configuration()
    {
        var config = ConfigurationFactory.FromResource<AccessSpecs>("Akka.Contract.Configuration.embedded.conf");

        Assert.Equal("found", config.GetString("embedded.resource"));
        Assert.Equal("found", ConfigurationFactory.FromResource(
            "Akka.Contract.Configuration.embedded.conf", typeof(AccessSpecs).Assembly).GetString("embedded.resource"));
    }

    [Fact]
    public void The_defaults_of_the_actor_system_are_a_configuration()
    {
        Assert.Equal("INFO", ConfigurationFactory.Default().GetString("akka.loglevel"));
    }
}
