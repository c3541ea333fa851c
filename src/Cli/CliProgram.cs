using ActorDownloader.Cli.CommandLine;

namespace ActorDownloader.Cli;

/// <summary>The program from its arguments to its exit code.</summary>
internal static class CliProgram
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CliSession session)
    {
        try
        {
            return await CommandRouter.Route(args)(session);
        }
        catch (UsageException e)
        {
            session.Terminal.WriteError($"actordl: {e.Message}");
            session.Terminal.WriteError($"Try '{CommandRouter.HelpCommandFor(args)}'.");
            return ExitCode.Usage;
        }
        catch (Exception e)
        {
            session.Terminal.WriteError($"actordl: unexpected {e.GetType().FullName}: {e.Message}");
            return ExitCode.Failed;
        }
    }
}
