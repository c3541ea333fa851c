using ActorDownloader.Cli.CommandLine;
using ActorDownloader.Cli.Terminals;

namespace ActorDownloader.Cli;

/// <summary>The program from its arguments to its exit code.</summary>
internal static class CliProgram
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, ITerminal terminal, TimeProvider time)
    {
        try
        {
            return await CommandRouter.Route(args)(new CliSession(terminal, time));
        }
        catch (UsageException e)
        {
            terminal.WriteError($"actordl: {e.Message}");
            terminal.WriteError($"Try '{CommandRouter.HelpCommandFor(args)}'.");
            return ExitCode.Usage;
        }
        catch (Exception e)
        {
            terminal.WriteError($"actordl: unexpected {e.GetType().FullName}: {e.Message}");
            return ExitCode.Failed;
        }
    }
}
