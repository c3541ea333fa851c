using System.CommandLine;
using ActorDownloader.Cli.CommandLine;
using ActorDownloader.Cli.Progress;
using ActorDownloader.Cli.Values;

namespace ActorDownloader.Cli.Commands;

/// <summary>The options that say how a command is to speak, the same in all commands that have them.</summary>
internal sealed class OutputOptions
{
    private readonly Option<bool> _json;
    private readonly Option<bool> _quiet;
    private readonly Option<string> _progress;

    public OutputOptions(CliCommand command)
    {
        _json = command.Flag("--json", "Say results as one JSON object a line on the standard output.");
        _quiet = command.Flag("--quiet", "Say nothing but errors (and JSON, if asked for).");
        _progress = command.Value(
            "--progress", "WHEN", "auto: live, if the standard error is a terminal. always: as lines where it is none. never.");
    }

    public OutputArguments Read(ParseResult parsed) => new(
        parsed.GetValue(_json),
        parsed.GetValue(_quiet),
        OptionText.Choice(
            _progress.Name,
            parsed.GetValue(_progress),
            ("auto", ProgressMode.Auto),
            ("always", ProgressMode.Always),
            ("never", ProgressMode.Never))
            ?? ProgressMode.Auto);
}
