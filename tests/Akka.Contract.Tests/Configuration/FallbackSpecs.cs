using Akka.Configuration;

namespace Akka.Contract.Hocon;

/// <summary>How configurations are laid over one another.</summary>
public class FallbackSpecs
{
    [Fact]
    public void A_fallback_answers_where_the_configuration_is_silent()
    {
        var config = Parse("a { b = 1 }").WithFallback(Parse("a { b = 2, c = 3 }\nd = 4"));

        Assert.Equal(1, config.GetInt("a.b"));
        Assert.Equal(3, config.GetInt("a.c"));
        Assert.Equal(4, config.GetInt("d"));
    }

    [Fact]
    public void Fallbacks_of_fallbacks_come_after_them()
    {
        var nested = Parse("a = 1").WithFallback(Parse("a = 2, b = 2").WithFallback(Parse("a = 3, b = 3, c = 3")));
        var chained = Parse("a = 1").WithFallback(Parse("a = 2, b = 2")).WithFallback(Parse("a = 3, b = 3, c = 3"));

        foreach (var config in new[] { nested, chained })
        {
            Assert.Equal([1, 2, 3], new[] { config.GetInt("a"), config.GetInt("b"), config.GetInt("c") });
        }
    }

    [Fact]
    public void The_settings_below_a_path_have_their_fallbacks_with_them()
    {
        var config = Parse("a.b { c = 1 }").WithFallback(Parse("a.b { c = 2, d = 3 }")).GetConfig("a.b");

        Assert.Equal(1, config.GetInt("c"));
        Assert.Equal(3, config.GetInt("d"));
    }

    [Fact]
    public void A_scalar_hides_an_object_and_an_object_hides_a_scalar()
    {
        var scalar = Parse("a { b = 1 }");
        var @object = Parse("a { b { c = 2 } }");

        Assert.Equal(1, scalar.WithFallback(@object).GetInt("a.b"));
        Assert.False(scalar.WithFallback(@object).HasPath("a.b.c"));
        Assert.Equal(2, @object.WithFallback(scalar).GetInt("a.b.c"));
    }

    [Fact]
    public void A_list_hides_a_list()
    {
        Assert.Equal([3], Parse("a = [3]").WithFallback(Parse("a = [1, 2]")).GetIntList("a"));
    }

    [Fact]
    public void A_null_hides_a_value()
    {
        Assert.Null(Parse("a = null").WithFallback(Parse("a = 1")).GetString("a", "2"));
    }

    [Fact]
    public void Merging_changes_neither_configuration()
    {
        var above = Parse("a { b = 1 }");
        var below = Parse("a { c = 2 }");

        above.WithFallback(below);

        Assert.False(above.HasPath("a.c"));
        Assert.False(below.HasPath("a.b"));
    }

    [Fact]
    public void A_substitution_sees_its_own_text_alone()
    {
        var config = Parse("b = 2").WithFallback(Parse("a = ${b}\nb = 1"));

        Assert.Equal(1, config.GetInt("a"));
        Assert.Throws<FormatException>(() => Parse("a = ${b}").WithFallback(Parse("b = 1")));
    }

    [Fact]
    public void No_fallback_changes_nothing()
    {
        var config = Parse("a = 1");

        Assert.Same(config, config.WithFallback(null));
        Assert.Same(config, ConfigurationFactory.Empty.WithFallback(config));
        Assert.Same(config, ((Config)null!).SafeWithFallback(config));
        Assert.Same(config, config.SafeWithFallback(config));
        Assert.Throws<ArgumentException>(() => config.WithFallback(config));
    }

    [Fact]
    public void What_is_merged_is_listed_and_written_as_one()
    {
        var config = Parse("a { x = 1 }").WithFallback(Parse("a { y = 2 }\nb = 3"));

        Assert.Equal(["a", "b"], config.AsEnumerable().Select(setting => setting.Key).Order());
        Assert.Equal(2, Parse(config.ToString(includeFallback: true)).GetInt("a.y"));
        Assert.DoesNotContain("y", config.ToString(), StringComparison.Ordinal);
    }

    private static Config Parse(string hocon) => ConfigurationFactory.ParseString(hocon);
}
