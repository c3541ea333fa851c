using System.CommandLine;

namespace ActorDownloader.Cli.CommandLine;

/// <summary>A command whose words become a value of its own type.</summary>
internal abstract class CliCommand<TArguments>(string name, string summary) : CliCommand(name, summary)
{
    public sealed override Func<CliSession, Task<int>> Prepare(ParseResult parsed)
    {
        var arguments = Read(parsed);
        return session => RunAsync(arguments, session);
    }

    /// <summary>The words' meaning. Pure.</summary>
    /// <exception cref="UsageException">They have none.</exception>
    public abstract TArguments Read(ParseResult parsed);

    /// <returns>The exit code.</returns>
    protected abstract Task<int> RunAsync(TArguments arguments, CliSession session);
}
