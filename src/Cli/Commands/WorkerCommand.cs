using System.Collections.Immutable;
using System.CommandLine;
using ActorDownloader.Cli.CommandLine;
using ActorDownloader.Cli.Values;
using ActorDownloader.WorkerNode;

namespace ActorDownloader.Cli.Commands;

/// <summary>
/// <c>actordl worker</c>: a worker node started by hand, in this process. The executable <c>actordl-worker</c> does the same.
/// </summary>
internal sealed class WorkerCommand : CliCommand<WorkerOptions>
{
    public const string Name = "worker";
    public const string Summary = "Start a worker node that joins a running download or application.";

    private readonly Option<string> _join;
    private readonly Option<string> _slots;
    private readonly Option<string[]> _roots;
    private readonly Option<string> _configFile;
    private readonly Option<string> _joinSecretFile;

    public WorkerCommand() : base(Name, Summary)
    {
        _join = Value("--join", "ADDRESS", "The coordinator's address, akka.tcp://actor-downloader@HOST:PORT.", isRequired: true);
        _slots = Value("--slots", "N", "How many requests are in flight at once; 1 to 1024.");
        _roots = Values("--root", "DIR", "Write below this directory alone; may be given several times.");
        _configFile = Value("--config", "FILE.conf", "HOCON laid over the reference configuration; options win over it.");
        _joinSecretFile = Value(
            "--join-secret-file", "FILE", "A file with the join secret; else the environment variable ACTORDL_JOIN_SECRET, if it is set.");
    }

    public override ImmutableArray<Example> Examples =>
    [
        new("Join a coordinator on this host", "actordl worker --join akka.tcp://actor-downloader@127.0.0.1:4053"),
        new(
            "Join one on another host that mounts the same file system, with 64 requests in flight",
            "actordl worker --join akka.tcp://actor-downloader@10.0.0.7:4053 --slots 64 --root /mnt/data --join-secret-file "
                + "/etc/actordl/secret"),
    ];

    public override string Notes =>
        """
        Ctrl-C and SIGTERM let the worker end the leases that it holds; a second one ends it at once.
        Exit codes: 0 drained, or the coordinator has ended; 1 it could not join, or the coordinator was lost; 2 usage.

        """;

    public override WorkerOptions Read(ParseResult parsed) => new(parsed.GetRequiredValue(_join))
    {
        Slots = OptionText.Number(_slots.Name, parsed.GetValue(_slots)),
        Roots = parsed.GetValue(_roots) ?? [],
        ConfigFile = parsed.GetValue(_configFile),
        JoinSecretFile = parsed.GetValue(_joinSecretFile),
    };

    protected override Task<int> RunAsync(WorkerOptions arguments, CliSession session)
    {
        // A worker drains: it has its own way with signals.
        session.Interruption.Dispose();
        return WorkerHost.RunAsync(arguments);
    }
}
