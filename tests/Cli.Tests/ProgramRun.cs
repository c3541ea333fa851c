using ActorDownloader.Cli.Terminals;
using ActorDownloader.Testing;

namespace ActorDownloader.Cli;

/// <summary>The program run in this process, on a terminal that remembers.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Error)
{
    public static async Task<ProgramRun> OfAsync(params string[] args)
    {
        var terminal = new RecordingTerminal();
        var time = new ManualTimeProvider();
        using var interruption = new Interruption(time, _ => { });
        var exitCode = await CliProgram.RunAsync(args, new CliSession(terminal, interruption, time));
        return new ProgramRun(exitCode, terminal.Output, terminal.Error);
    }
}
