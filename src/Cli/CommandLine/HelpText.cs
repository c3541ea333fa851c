using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;

namespace ActorDownloader.Cli.CommandLine;

/// <summary>Help, made of the same grammar that reads the words. Pure.</summary>
internal static class HelpText
{
    private const int WidthCharacters = 100;
    private const int MaxTermCharacters = 28;

    /// <summary>The program's help: its commands, and an example of each.</summary>
    public static string OfProgram(ImmutableArray<CommandCatalogue.Entry> entries)
    {
        var text = new StringBuilder("""
            Downloads S3 objects through worker processes.

            Usage: actordl COMMAND ...
                   actordl --version | --help

            Commands:

            """);
        Rows(text, entries.Select(entry => (entry.Name, entry.Summary)));
        text.AppendLine().AppendLine("'actordl COMMAND --help' tells more about a command.").AppendLine();
        Examples(text, [.. entries.Select(entry => entry.Create().Examples[0])]);
        return text.ToString();
    }

    /// <summary>A command's help; ends in its examples.</summary>
    public static string Of(CliCommand command)
    {
        var syntax = command.Syntax;
        var text = new StringBuilder();
        Wrap(text, syntax.Description ?? "", "");
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Usage: {UsageOf(syntax)}").AppendLine();
        if (syntax.Arguments.Count > 0)
        {
            text.AppendLine("Operands:");
            Rows(text, syntax.Arguments.Select(argument => (argument.Name, argument.Description ?? "")));
            text.AppendLine();
        }

        text.AppendLine("Options:");
        Rows(text, syntax.Options.Append(command.Help).Distinct().Select(option => (TermOf(option), option.Description ?? "")));
        text.AppendLine();
        foreach (var line in command.Notes.Split('\n'))
        {
            Wrap(text, line.TrimEnd('\r'), "");
        }

        Examples(text, command.Examples);
        return text.ToString();
    }

    private static string UsageOf(Command syntax) => string.Join(' ',
        [
            $"actordl {syntax.Name}",
            .. syntax.Arguments.Select(argument => argument.Name),
            .. syntax.Options.Where(option => option.Required).Select(TermOf),
            "[options]"
        ]);

    private static string TermOf(Option option) => option.HelpName is null
        ? string.Join(", ", [option.Name, .. option.Aliases])
        : $"{option.Name} {option.HelpName}";

    private static void Rows(StringBuilder text, IEnumerable<(string Term, string Description)> rows)
    {
        var all = rows.ToList();
        var column = Math.Min(all.Max(row => row.Term.Length), MaxTermCharacters) + 4;
        foreach (var (term, description) in all)
        {
            var first = $"  {term}".PadRight(column);
            if (first.Length > column)
            {
                text.AppendLine(first);
                first = new string(' ', column);
            }

            Wrap(text, description, first, new string(' ', column));
        }
    }

    private static void Examples(StringBuilder text, ImmutableArray<Example> examples)
    {
        text.AppendLine("Examples:");
        for (var i = 0; i < examples.Length; i++)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"  {i + 1}. {examples[i].Purpose}");
            text.AppendLine(CultureInfo.InvariantCulture, $"     {examples[i].CommandLine}");
        }
    }

    private static void Wrap(StringBuilder text, string paragraph, string first, string? rest = null)
    {
        var line = new StringBuilder(first);
        var start = first.Length;
        foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > start && line.Length + 1 + word.Length > WidthCharacters)
            {
                text.AppendLine(line.ToString());
                line.Clear().Append(rest ?? "");
                start = line.Length;
            }

            line.Append(line.Length > start ? " " : "").Append(word);
        }

        text.AppendLine(line.ToString().TrimEnd());
    }
}
