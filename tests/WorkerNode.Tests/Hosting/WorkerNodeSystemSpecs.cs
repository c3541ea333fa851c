using ActorDownloader.Messages;
using ActorDownloader.WorkerNode.Fetching;

namespace ActorDownloader.WorkerNode.Hosting;

/// <summary>A whole worker, over remoting, with real connections and a real file.</summary>
public sealed class WorkerNodeSystemSpecs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task It_joins_fetches_reports_drains_and_leaves()
    {
        using var bench = new FetchBench();
        await using var origin = RawOrigin.Saying("HTTP/1.1 200 OK\nContent-Length: 5\nETag: \"v1\"\n\nhello");
        await using var coordinator = new RecordingCoordinator();
        await using var node = Start(coordinator, "ticket");

        var (register, worker) = await coordinator.WelcomeAsync();
        Assert.Equal("ticket", register.Ticket);
        worker.Tell(new ChunkProtocol.Grant([Orders.Discovering(origin.Url, bench.Path).Transfer]), coordinator.Scheduler);
        var reports = new List<ChunkProtocol.Report>();
        while (reports.All(report => report.Fetched.IsEmpty))
            reports.Add((await coordinator.HearAsync<ChunkProtocol.Report>()).Message);

        Assert.Equal("\"v1\"", reports.SelectMany(report => report.Discovered).Single().ETag);
        Assert.Equal(5, reports.SelectMany(report => report.Fetched).Single().Length);
        Assert.StartsWith("hello.", bench.Content, StringComparison.Ordinal);
        node.Drain();
        await coordinator.HearAsync<WorkerProtocol.Leave>();
        Assert.Equal(WorkerExit.Done, (await node.Exited.WaitAsync(Patience)).Code);
    }

    [Fact]
    public async Task A_coordinator_that_ends_in_order_ends_it()
    {
        await using var coordinator = new RecordingCoordinator();
        await using var node = Start(coordinator);
        await coordinator.WelcomeAsync();

        coordinator.Stop();

        Assert.Equal(WorkerExit.Done, (await node.Exited.WaitAsync(Patience)).Code);
    }

    [Fact]
    public async Task A_coordinator_that_never_answers_is_given_up()
    {
        await using var coordinator = new RecordingCoordinator();
        await using var node = Start(coordinator, overlay: "actor-downloader.worker.join-timeout = 1s");

        Assert.Equal(WorkerExit.Failed, (await node.Exited.WaitAsync(Patience)).Code);
    }

    private static WorkerNodeSystem Start(RecordingCoordinator coordinator, string? ticket = null, string overlay = "") =>
        WorkerNodeSystem.Start(WorkerConfig.Over(WorkerConfig.Reference, overlay), coordinator.Address, ticket);
}
