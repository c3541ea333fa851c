using System.CommandLine;

namespace ActorDownloader.Cli.CommandLine;

/// <summary>Finds what a command line asks for. Pure: what is to be done is returned.</summary>
internal static class CommandRouter
{
    // A key may begin with '@', and no two of our options are one letter long.
    private static readonly ParserConfiguration Grammar = new() { ResponseFileTokenReplacer = null, EnablePosixBundling = false };

    /// <exception cref="UsageException">It makes no sense.</exception>
    public static Func<CliSession, Task<int>> Route(IReadOnlyList<string> args) => args switch
    {
        [] => throw new UsageException($"A command is missing: {Known()} is expected."),
        ["--help" or "-h" or "help"] => Print(static () => HelpText.OfProgram(CommandCatalogue.Entries)),
        ["help", var name] => PrintHelpOf(Find(name)),
        ["--version"] => Print(VersionText.Read),
        [var name, ..] => Route(Find(name), [.. args.Skip(1)]),
    };

    /// <summary>The command that tells more about what was tried.</summary>
    public static string HelpCommandFor(IReadOnlyList<string> args) =>
        args is [var name, ..] && CommandCatalogue.Find(name) is { } entry ? $"actordl {entry.Name} --help" : "actordl --help";

    private static Func<CliSession, Task<int>> Route(CommandCatalogue.Entry entry, string[] words)
    {
        var command = entry.Create();
        var parsed = Parse(command, words);
        if (parsed.GetResult(command.Help) is { Implicit: false })
        {
            return PrintHelpOf(entry);
        }

        return SyntaxFault.Of(parsed) is { } fault ? throw new UsageException(fault) : command.Prepare(parsed);
    }

    private static ParseResult Parse(CliCommand command, string[] words)
    {
        command.Syntax.Add(command.Help);
        return command.Syntax.Parse(words, Grammar);
    }

    private static CommandCatalogue.Entry Find(string name) => CommandCatalogue.Find(name)
        ?? throw new UsageException($"'{name}' is not a command: {Known()} is expected.");

    private static string Known() => string.Join(", ", CommandCatalogue.Entries.Select(entry => entry.Name));

    private static Func<CliSession, Task<int>> PrintHelpOf(CommandCatalogue.Entry entry) => Print(() => HelpText.Of(entry.Create()));

    private static Func<CliSession, Task<int>> Print(Func<string> text) => session =>
    {
        session.Terminal.WriteText(text());
        return Task.FromResult(ExitCode.Done);
    };
}
