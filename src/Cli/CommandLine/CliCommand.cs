using System.Collections.Immutable;
using System.CommandLine;

namespace ActorDownloader.Cli.CommandLine;

/// <summary>One command of the program: its grammar, its examples, and how to get from parsed words to something that can run.</summary>
internal abstract class CliCommand
{
    protected CliCommand(string name, string summary)
    {
        Syntax = new Command(name, summary);
        Help = new Option<bool>("--help", "-h") { Description = "Print this text.", Arity = ArgumentArity.Zero };
    }

    /// <summary>
    /// The grammar. All values are texts and all flags are of one type, so that nothing has to be compiled at start-up for a value type.
    /// </summary>
    public Command Syntax { get; }

    /// <summary>Asks for the help text.</summary>
    public Option<bool> Help { get; }

    /// <summary>What the help text ends with. Every one can be run, given such a bucket.</summary>
    public abstract ImmutableArray<Example> Examples { get; }

    /// <summary>What a user should know besides the options; ends in a line end.</summary>
    public abstract string Notes { get; }

    /// <summary>Checks the words and returns what is to be done; nothing has happened yet.</summary>
    /// <exception cref="UsageException">They make no sense.</exception>
    public abstract Func<CliSession, Task<int>> Prepare(ParseResult parsed);

    public Argument<string> Operand(string name, string description)
    {
        var operand = new Argument<string>(name) { Description = description };
        Syntax.Add(operand);
        return operand;
    }

    public Option<string> Value(string name, string valueName, string description, bool isRequired = false)
    {
        var option = new Option<string>(name) { HelpName = valueName, Description = description, Required = isRequired };
        Syntax.Add(option);
        return option;
    }

    /// <summary>A value that may be given several times.</summary>
    public Option<string[]> Values(string name, string valueName, string description)
    {
        var option = new Option<string[]>(name) { HelpName = valueName, Description = description, Arity = ArgumentArity.OneOrMore };
        Syntax.Add(option);
        return option;
    }

    public Option<bool> Flag(string name, string description)
    {
        var option = new Option<bool>(name) { Description = description, Arity = ArgumentArity.Zero };
        Syntax.Add(option);
        return option;
    }
}
