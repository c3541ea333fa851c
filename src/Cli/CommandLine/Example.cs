namespace ActorDownloader.Cli.CommandLine;

/// <summary>A command line to try, and what it is for.</summary>
/// <param name="Purpose">Completes "to …".</param>
/// <param name="CommandLine">As typed into a shell.</param>
internal sealed record Example(string Purpose, string CommandLine);
