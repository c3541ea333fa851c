using System.CommandLine;
using System.CommandLine.Parsing;

namespace ActorDownloader.Cli.CommandLine;

/// <summary>What is wrong with words that do not fit a command's grammar, in our words. Pure.</summary>
internal static class SyntaxFault
{
    /// <summary>The first fault: what was given and what is expected; null where there is none.</summary>
    public static string? Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (MistakenOption(parsed) is { } word)
        {
            return $"'{word}' is not an option of 'actordl {command.Name}'{Suggestion(word, command)} An operand that begins with '-' "
                + "goes after '--'.";
        }

        if (parsed.UnmatchedTokens is [var extra, ..])
        {
            return $"'{extra}' is one word too many: {Operands(command)} is expected. Quote a name with blanks in it.";
        }

        return parsed.Errors is [var error, ..] ? Of(error, command) : EmptyValue(parsed);
    }

    private static string Of(ParseError error, Command command) => error.SymbolResult switch
    {
        OptionResult { Tokens.Count: > 1 } result => $"{result.Option.Name} was given {result.Tokens.Count} times: once is expected.",
        OptionResult { Implicit: false } result =>
            $"{result.Option.Name} was given without its value: {result.Option.Name} {result.Option.HelpName} is expected.",
        OptionResult result => $"{result.Option.Name} is missing: {result.Option.Name} {result.Option.HelpName} is expected.",
        ArgumentResult result => $"{result.Argument.Name} is missing: {Operands(command)} is expected.",
        _ => error.Message,
    };

    /// <summary>
    /// The parser takes an unknown option for an operand where one is missing, and would download into a file of that name.
    /// </summary>
    private static string? MistakenOption(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens.FirstOrDefault(LooksLikeOption) is { } unmatched)
        {
            return unmatched;
        }

        var operands = parsed.CommandResult.Command.Arguments
            .SelectMany(argument => parsed.GetResult(argument)?.Tokens ?? [])
            .ToHashSet(ReferenceEqualityComparer.Instance);
        return parsed.Tokens
            .TakeWhile(token => token.Type != TokenType.DoubleDash)
            .FirstOrDefault(token => operands.Contains(token) && LooksLikeOption(token.Value))?.Value;
    }

    private static string? EmptyValue(ParseResult parsed) => parsed.CommandResult.Command.Options
        .Where(option => parsed.GetResult(option)?.Tokens.Any(token => token.Value.Length == 0) ?? false)
        .Select(
            option => $"{option.Name} was given an empty value: {option.Name} {option.HelpName} is expected; leave it out for the default.")
        .FirstOrDefault();

    private static bool LooksLikeOption(string word) => word.Length > 1 && word[0] == '-';

    private static string Operands(Command command) =>
        string.Join(' ', [$"actordl {command.Name}", .. command.Arguments.Select(argument => argument.Name)]);

    private static string Suggestion(string word, Command command)
    {
        var name = word.Split('=', ':')[0];
        var nearest = command.Options
            .Select(option => (option.Name, Distance: Spelling.Distance(name, option.Name)))
            .MinBy(candidate => candidate.Distance);
        return nearest.Name is not null && nearest.Distance <= 3 ? $": did you mean {nearest.Name}?" : ".";
    }
}
