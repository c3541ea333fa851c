using System.Collections.Immutable;
using ActorDownloader.Cli.Commands;

namespace ActorDownloader.Cli.CommandLine;

/// <summary>The program's commands. Only the one that is asked for is built.</summary>
internal static class CommandCatalogue
{
    public static ImmutableArray<Entry> Entries =>
    [
        new(GetCommand.Name, GetCommand.Summary, static () => new GetCommand()),
        new(DemoCommand.Name, DemoCommand.Summary, static () => new DemoCommand()),
        new(WorkerCommand.Name, WorkerCommand.Summary, static () => new WorkerCommand()),
    ];

    public static Entry? Find(string name) => Entries.FirstOrDefault(entry => entry.Name == name);

    /// <summary>A command, not built yet.</summary>
    internal sealed record Entry(string Name, string Summary, Func<CliCommand> Create);
}
