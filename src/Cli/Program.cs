using ActorDownloader.Cli;
using ActorDownloader.Cli.Terminals;

// First of all, so that a signal never meets a program that has begun something and does not listen.
var interruption = Interruption.Heed(TimeProvider.System);
var session = new CliSession(new SystemTerminal(), interruption, TimeProvider.System);

// Exit, not return: whatever thread is still busy must not hold up a program that has said its result.
Environment.Exit(await CliProgram.RunAsync(args, session));
