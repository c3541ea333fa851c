using Akka.Configuration;

namespace Akka.Contract.Standin;

/// <summary>Texts on which Akka.NET does not return or loses its stack; the stand-in refuses them.</summary>
public class HostileHoconSpecs
{
    private const int Many = 100_000;

    [Theory]
    [InlineData("a = ", "[")]
    [InlineData("", "a.")]
    [InlineData("", "a {")]
    [InlineData("a = ", "{ a = ")]
    [InlineData("a = ", "[{ a : ")]
    public void Nesting_beyond_any_sense_is_refused(string start, string repeated) =>
        Refused(start + string.Concat(Enumerable.Repeat(repeated, Many)) + "b = 1\n", "deeper than 256");

    [Fact]
    public void Nesting_within_the_limit_is_read()
    {
        const int Depth = 250;
        string path = string.Join('.', Enumerable.Repeat("a", Depth));

        Assert.Equal(1, ConfigurationFactory.ParseString(path + " = 1").GetInt(path));
    }

    [Theory]
    [InlineData("a = ${a}")]
    [InlineData("a = x ${a}")]
    [InlineData("a = ${b}\nb = [${c}]\nc { d = ${a} }")]
    [InlineData("a { b = 1, c = ${a} }")]
    public void A_value_that_is_part_of_itself_is_refused(string hocon) => Refused(hocon, "part of itself");

    [Fact]
    public void Substitutions_that_multiply_are_refused()
    {
        var doublings = Enumerable.Range(1, 60).Select(n => $"x{n} = ${{x{n - 1}}}${{x{n - 1}}}");

        Refused("x0 = 1\n" + string.Join('\n', doublings), "expand beyond bounds");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_chain_of_substitutions_without_end_is_refused(bool forward)
    {
        var links = Enumerable.Range(1, Many).Select(n => $"x{n} = ${{x{n - 1}}}");

        Refused("x0 = 1\n" + string.Join('\n', forward ? links : links.Reverse()), "nest too deep");
    }

    [Theory]
    [InlineData("a = [1 : 2]")]
    [InlineData("a = [ } ]")]
    [InlineData("a = [$x]")]
    public void What_does_not_belong_in_a_list_is_refused(string hocon) => Refused(hocon, "Unknown token in a list");

    [Theory]
    [InlineData("a = ${?b}")]
    [InlineData("a = ${\"b\"}")]
    [InlineData("a = ${b c}\nb = 1")]
    [InlineData("a = ${b")]
    [InlineData("a = ${}")]
    public void A_substitution_of_another_form_is_refused(string hocon) => Refused(hocon, "A substitution is ${path}");

    [Fact]
    public void An_include_is_refused() => Refused("a { include \"other\" }", "Includes are not supported");

    [Theory]
    [InlineData("a = b #")]
    [InlineData("a = b //")]
    [InlineData("a = b # no line ends this")]
    public void A_comment_may_end_with_the_text(string hocon) => Assert.Equal("b", ConfigurationFactory.ParseString(hocon).GetString("a"));

    [Fact]
    public void An_error_shows_line_and_column_and_no_more_of_a_line_than_a_log_can_bear()
    {
        var error = Assert.Throws<FormatException>(() => ConfigurationFactory.ParseString("a = 1\n" + new string('b', Many) + "? = 1"));

        Assert.Contains($"at position {Many + 6} (line 2, column {Many + 1})", error.Message, StringComparison.Ordinal);
        Assert.True(error.Message.Length < 500);
    }

    private static void Refused(string hocon, string reason)
    {
        var error = Assert.Throws<FormatException>(() => ConfigurationFactory.ParseString(hocon));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
