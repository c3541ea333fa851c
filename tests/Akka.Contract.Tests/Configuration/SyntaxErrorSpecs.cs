using Akka.Configuration;

namespace Akka.Contract.Hocon;

/// <summary>What is not HOCON, and how that is said.</summary>
public class SyntaxErrorSpecs
{
    [Theory]
    [InlineData("a = 1,, b = 2", 6)]
    [InlineData("a = 1\n, b = 2", 6)]
    [InlineData("a { b = 1 }, c = 2", 11)]
    [InlineData("first = 1\nsecond = $x", 19)]
    [InlineData("a = 1\n&b = 2", 6)]
    public void An_unknown_token_is_named_with_its_position(string hocon, int position)
    {
        var error = Assert.Throws<FormatException>(() => Parse(hocon));

        Assert.Contains($"at position {position}", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("address = akka.tcp://system@host:4053")]
    [InlineData("a = [akka.tcp://system@host:4053]")]
    [InlineData("a = b=c")]
    public void Unquoted_text_with_an_assignment_in_it_is_refused(string hocon) =>
        Assert.Throws<ConfigurationException>(() => Parse(hocon));

    [Theory]
    [InlineData("a = ${b}")]
    [InlineData("a = ${a.b}\na { c = 1 }")]
    public void A_substitution_without_a_value_is_refused(string hocon) => Assert.Throws<FormatException>(() => Parse(hocon));

    [Fact]
    public void An_unknown_escape_is_refused()
    {
        Assert.Throws<FormatException>(() => Parse("a = \"\\x\""));
    }

    private static Config Parse(string hocon) => ConfigurationFactory.ParseString(hocon);
}
