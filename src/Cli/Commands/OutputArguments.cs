using ActorDownloader.Cli.Progress;

namespace ActorDownloader.Cli.Commands;

/// <summary>How a command is to speak.</summary>
internal sealed record OutputArguments(bool Json, bool Quiet, ProgressMode Progress);
