using Akka.Configuration;

namespace Akka.Contract.Hocon;

/// <summary>What is HOCON, and what it says.</summary>
public class SyntaxSpecs
{
    [Theory]
    [InlineData("a { b = 1 }")]
    [InlineData("a { b : 1 }")]
    [InlineData("a = { b = 1 }")]
    [InlineData("a.b = 1")]
    [InlineData("a.b=1,")]
    [InlineData("\"a\".\"b\" = 1")]
    [InlineData("{ \"a\" : { \"b\" : 1 } }")]
    [InlineData("a\n{\n  b\n  =\n  1\n}")]
    [InlineData("a { b = 2 }\na.b = 1")]
    [InlineData("a = 3\na { b = 1 }")]
    [InlineData("# a { b = 2 }\na { // the value\n  b = 1 # one\n}")]
    public void A_key_may_be_written_in_many_ways(string hocon) => Assert.Equal(1, Parse(hocon).GetInt("a.b"));

    [Fact]
    public void Objects_of_the_same_key_merge()
    {
        var config = Parse("a { b = 1, c = 2 }\na { c = 3\n d = 4 }");

        Assert.Equal([1, 3, 4], new[] { config.GetInt("a.b"), config.GetInt("a.c"), config.GetInt("a.d") });
    }

    [Fact]
    public void A_scalar_replaces_an_object_of_the_same_key()
    {
        var config = Parse("a { b = 1 }\na = 2");

        Assert.Equal(2, config.GetInt("a"));
        Assert.False(config.HasPath("a.b"));
    }

    [Fact]
    public void Blanks_are_part_of_an_unquoted_key()
    {
        Assert.Equal("1", Parse("a b c : 1").GetString("a b c"));
    }

    /// <summary>Where HOCON at large appends to a list, Akka.NET 1.5 reads a key that ends with a plus.</summary>
    [Fact]
    public void A_plus_before_an_assignment_is_part_of_the_key()
    {
        var config = Parse("a = [1]\na += 2");

        Assert.Equal([1], config.GetIntList("a"));
        Assert.Equal(["a", "a +"], config.AsEnumerable().Select(entry => entry.Key));
    }

    [Fact]
    public void A_quoted_key_may_contain_dots_and_reserved_characters()
    {
        var config = Parse("a { \"/user/*.x, {y}\" { b = 1 } }");

        Assert.Equal(1, config.GetInt("a.\"/user/*.x, {y}\".b"));
        Assert.Equal("/user/*.x, {y}", Assert.Single(config.GetConfig("a").AsEnumerable()).Key);
    }

    [Theory]
    [InlineData("a = x", "x")]
    [InlineData("a = x y  z ", "x y  z")]
    [InlineData("a =  \t x \t # comment", "x")]
    [InlineData("a = \"x # y\"", "x # y")]
    [InlineData("a = \"x\" y", "x y")]
    [InlineData("a = \" x \"", "x")]
    [InlineData("a = \"\"", "")]
    [InlineData("a = \"\\\"\\\\\\/\\t\\n\\u00e9!\"", "\"\\/\t\né!")]
    [InlineData("a = \"\"\"C:\\dir \"x\" \"\"\"", "C:\\dir \"x\"")]
    [InlineData("a = \"\"\"1\n2\"\"\"", "1\n2")]
    [InlineData("a = 127.0.0.1", "127.0.0.1")]
    [InlineData("a = dir/file", "dir/file")]
    [InlineData("a = null", null)]
    [InlineData("a = \"null\"", null)]
    [InlineData("a = 1\na =\n", null)]
    [InlineData("a = { b = 1 }", null)]
    [InlineData("a = [ b ]", null)]
    public void A_value_is_text_without_the_blanks_around_it(string hocon, string? text) =>
        Assert.Equal(text, Parse(hocon + "\n").GetString("a"));

    [Theory]
    [InlineData("[]", "")]
    [InlineData("[1]", "1")]
    [InlineData("[1,2,3]", "1|2|3")]
    [InlineData("[ 1 , 2,\n 3, ]", "1|2|3")]
    [InlineData("[\n  1\n  2 # two\n  3\n]", "1|2|3")]
    [InlineData("[1 2, \"3, 4\"]", "1 2|3, 4")]
    [InlineData("[1,2] [3]", "1|2|3")]
    [InlineData("[1,2]\na = [4]", "4")]
    public void A_list_is_separated_by_commas_or_lines(string list, string expected) =>
        Assert.Equal(expected, string.Join('|', Parse($"a = {list}\n").GetStringList("a")));

    [Fact]
    public void A_list_may_hold_objects_and_lists()
    {
        var list = Parse("a = [{ b = 1 }, [2, 3]]").GetValue("a").GetArray();

        Assert.Equal(1, list[0].GetObject().GetKey("b").GetInt());
        Assert.Equal([2, 3], list[1].GetIntList());
    }

    [Fact]
    public void A_substitution_stands_for_the_value_at_its_path_wherever_that_is_in_the_text()
    {
        var config = Parse("a = ${b.c} and ${d}\nb { c = 1 }\nd = x\ne = ${b}\nf = ${g} [3]\ng = [1, 2]");

        Assert.Equal("1 and x", config.GetString("a"));
        Assert.Equal(1, config.GetInt("e.c"));
        Assert.Equal([1, 2, 3], config.GetIntList("f"));
    }

    [Fact]
    public void A_substitution_in_quotes_is_text()
    {
        Assert.Equal("${b}", Parse("a = \"${b}\"\nb = 1").GetString("a"));
    }

    [Fact]
    public void Numbers_that_are_keys_are_paths_like_any_other()
    {
        Assert.Equal(42, Parse("3.14 : 42").GetInt("3.14"));
        Assert.Equal(42, Parse("3 { 14 : 42 }").GetInt("3.14"));
    }

    [Fact]
    public void An_empty_text_is_an_empty_configuration()
    {
        Assert.True(Parse("").IsEmpty);
        Assert.True(Parse(" # nothing\n").IsEmpty);
        Assert.True(ConfigurationFactory.Empty.IsEmpty);
        Assert.False(Parse("a = 1").IsEmpty);
    }

    private static Config Parse(string hocon) => ConfigurationFactory.ParseString(hocon);
}
