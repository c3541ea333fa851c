namespace ActorDownloader.Cli.CommandLine;

public class SpellingSpecs
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("same", "same", 0)]
    [InlineData("--wrkers", "--workers", 1)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_counts_the_letters_to_change(string from, string to, int distance)
    {
        Assert.Equal(distance, Spelling.Distance(from, to));
        Assert.Equal(distance, Spelling.Distance(to, from));
    }
}
