using System.Text.RegularExpressions;

namespace ActorDownloader.Cli.CommandLine;

public class HelpSpecs
{
    public static TheoryData<string> Commands => [.. CommandCatalogue.Entries.Select(entry => entry.Name)];

    public static TheoryData<string> ExampleLines =>
        [.. CommandCatalogue.Entries.SelectMany(entry => entry.Create().Examples).Select(example => example.CommandLine)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_help_of_a_command_names_all_options_and_ends_in_numbered_examples(string name)
    {
        var command = CommandCatalogue.Find(name)!.Create();
        var help = (await ProgramRun.OfAsync(name, "--help")).Output;

        Assert.All(command.Syntax.Options, option => Assert.Contains($"  {option.Name}", help, StringComparison.Ordinal));
        Assert.All(command.Syntax.Options, option => Assert.False(string.IsNullOrEmpty(option.Description)));
        Assert.All(command.Syntax.Arguments, argument => Assert.Contains(argument.Name, help, StringComparison.Ordinal));
        Assert.EndsWith($"     {command.Examples[^1].CommandLine}\n", help, StringComparison.Ordinal);
        Assert.All(
            command.Examples,
            (example, i) => Assert.Contains($"  {i + 1}. {example.Purpose}\n     {example.CommandLine}\n", help, StringComparison.Ordinal));
        Assert.All(
            Lines(help).Where(line => !line.StartsWith("     actordl ", StringComparison.Ordinal)),
            line => Assert.InRange(line.Length, 0, 100));
    }

    [Theory]
    [MemberData(nameof(ExampleLines))]
    public void Every_example_is_a_command_line_that_makes_sense(string commandLine)
    {
        var words = Regex.Matches(commandLine, @"\S+").Select(match => match.Value).ToArray();
        Assert.Equal("actordl", words[0]);
        Assert.NotNull(CommandRouter.Route(words[1..]));
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("help")]
    public async Task The_programs_help_names_all_commands_and_ends_in_an_example_of_each(string word)
    {
        var run = await ProgramRun.OfAsync(word);

        Assert.Equal(0, run.ExitCode);
        Assert.All(CommandCatalogue.Entries, entry => Assert.Matches($@"  {entry.Name} +{Regex.Escape(entry.Summary)}", run.Output));
        Assert.EndsWith($"     {CommandCatalogue.Entries[^1].Create().Examples[0].CommandLine}\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("get", "--help")]
    [InlineData("get", "-h")]
    [InlineData("help", "get")]
    [InlineData("get", "s3://b/k", "--nonsense", "--help")]
    public async Task Help_can_be_had_in_many_ways_and_whatever_else_is_wrong(params string[] words)
    {
        var run = await ProgramRun.OfAsync(words);
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith(
            "Download an object into a file.\n\nUsage: actordl get s3://BUCKET/KEY DEST [options]\n", run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task The_version_names_the_product_the_runtime_and_the_actors()
    {
        var run = await ProgramRun.OfAsync("--version");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"\Aactordl \d+\.\d+\.\d+\S*\n\.NET \d+\.\d+\.\d+\S*\nAkka\.NET (stand-in )?\d+\.\d+\.\d+\S*\n\z", run.Output);
    }

    private static string[] Lines(string text) => text.Split('\n');
}
