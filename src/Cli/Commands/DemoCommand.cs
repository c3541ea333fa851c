using System.Collections.Immutable;
using System.CommandLine;
using ActorDownloader.Cli.CommandLine;
using ActorDownloader.Cli.Demo;
using ActorDownloader.Cli.Downloading;
using ActorDownloader.Cli.Output;
using ActorDownloader.Cli.Progress;
using ActorDownloader.Cli.Values;

namespace ActorDownloader.Cli.Commands;

/// <summary><c>actordl demo</c>: a download that survives the death of one of its processes, with no bucket needed.</summary>
internal sealed class DemoCommand : CliCommand<DemoArguments>
{
    public const string Name = "demo";
    public const string Summary = "Download from an origin on this machine, kill a worker half-way, compare the bytes.";

    private const long DefaultSizeBytes = 256 * 1024 * 1024;
    private const int DefaultWorkers = 2;
    private readonly Option<string> _size;
    private readonly Option<string> _workers;
    private readonly Option<string> _keep;
    private readonly OutputOptions _output;

    public DemoCommand() : base(Name, Summary)
    {
        _size = Value(
            "--size",
            "SIZE",
            $"The object's size; {SizeText.Of(DefaultSizeBytes)} unless given, at least {SizeText.Of(DemoScene.MinSizeBytes)}.");
        _workers = Value("--workers", "N", $"How many worker processes; {DefaultWorkers} unless given, 2 to 256.");
        _keep = Value("--keep", "FILE", "Keep the downloaded file here; it is removed unless this is given.");
        _output = new OutputOptions(this);
    }

    public override ImmutableArray<Example> Examples =>
    [
        new("256 MiB with two worker processes", "actordl demo"),
        new("1 GiB with four, and keep the file", "actordl demo --size 1GiB --workers 4 --keep /tmp/demo.bin"),
        new("For a program", "actordl demo --size 16M --json --progress never"),
    ];

    public override string Notes =>
        """
        Everything runs on this machine and on loopback; nothing is left behind.
        Exit codes: 0 if the file is identical with the object, a worker was killed and at least two took part; 1 if not; 2 usage; 130 interrupted.

        """;

    public override DemoArguments Read(ParseResult parsed)
    {
        var size = OptionText.Size(_size.Name, parsed.GetValue(_size)) ?? DefaultSizeBytes;
        var workers = OptionText.Number(_workers.Name, parsed.GetValue(_workers)) ?? DefaultWorkers;
        return (size, workers) switch
        {
            ( < DemoScene.MinSizeBytes, _) =>
                throw new UsageException(
                    $"--size {size}: at least {DemoScene.MinSizeBytes} bytes are expected, so that there is a half-way."),
            (_, < 2 or > 256) => throw new UsageException($"--workers {workers}: 2 to 256 are expected, since one of them will be killed."),
            _ => new DemoArguments(new DemoScene(size, workers), parsed.GetValue(_keep), _output.Read(parsed)),
        };
    }

    protected override async Task<int> RunAsync(DemoArguments arguments, CliSession session)
    {
        var reporter = new Reporter(session.Terminal, arguments.Output.Json, arguments.Output.Quiet);
        var log = EngineLog.Take(session.Terminal, config: null);
        var interruption = session.Interruption;
        using var place = DemoPlace.Prepare(arguments.Keep);
        try
        {
            await using var origin = await OriginChild.StartAsync(arguments.Scene.OriginSetup, interruption.Token);
            reporter.Note(
                $"the origin {origin.Url} serves {SizeText.Of(arguments.Scene.SizeBytes)} "
                    + $"at {SizeText.Of(arguments.Scene.BytesPerSecond)}/s to {arguments.Scene.Workers} worker processes");
            return await ShowAsync(arguments, place, origin, reporter, log, session);
        }
        catch (DemoException e)
        {
            session.Terminal.WriteError($"actordl: {e.Message}");
            return ExitCode.Failed;
        }
        catch (OperationCanceledException) when (interruption.Signal is { } signal)
        {
            session.Terminal.WriteError($"actordl: Cancelled by {signal}; nothing was left behind.");
            return ExitCode.Of(signal);
        }
    }

    private static async Task<int> ShowAsync(
        DemoArguments arguments, DemoPlace place, OriginChild origin, Reporter reporter, EngineLog log, CliSession session)
    {
        var scene = arguments.Scene;
        var interruption = session.Interruption;
        await using var view = ProgressViews.Start(arguments.Output, DemoScene.Key, session);
        var kill = new MidwayKill(view, MidwayKill.Kill);
        var request = new DownloadRequest(DemoScene.Bucket, DemoScene.Key, place.File) { Progress = kill };
        var outcome = await DownloadRun.RunAsync(
            request,
            scene.OptionsFor(origin.Url, EngineLog.Overlay),
            session,
            mayHaveGuests: false,
            started: _ => { },
            ended: _ => view.DisposeAsync());
        if (outcome is not DownloadOutcome.Completed { Result: var result })
        {
            log.Explain(outcome);
            OutcomeReport.Say(outcome, request, interruption.Signal, reporter);
            return OutcomeReport.ExitCodeOf(outcome, interruption.Signal);
        }

        var differsAt = await origin.FirstDifferenceAsync(request.Bucket, request.Key, place.File, interruption.Token);
        var message = DemoMessage.Of(result, kill.Killed, differsAt, place.KeptFile);
        reporter.Result(message);
        return message.IsConvincing ? ExitCode.Done : ExitCode.Failed;
    }
}
