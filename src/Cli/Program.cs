using ActorDownloader.Cli;
using ActorDownloader.Cli.Terminals;

// Exit, not return: whatever thread is still busy must not hold up a program that has said its result.
Environment.Exit(await CliProgram.RunAsync(args, new SystemTerminal(), TimeProvider.System));
