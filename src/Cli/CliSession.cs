using ActorDownloader.Cli.Terminals;

namespace ActorDownloader.Cli;

/// <summary>What a command reaches the world through, besides the library that does its work.</summary>
/// <param name="Terminal">Standard output and error.</param>
/// <param name="Interruption">Signals.</param>
/// <param name="Time">The clock.</param>
internal sealed record CliSession(ITerminal Terminal, Interruption Interruption, TimeProvider Time);
