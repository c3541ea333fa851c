using System.Diagnostics;
using ActorDownloader.Messages;
using ActorDownloader.Messages.Serialization;
using ActorDownloader.Testing;

namespace ActorDownloader.WorkerNode.Hosting;

/// <summary>The executable, by its exit codes.</summary>
public sealed class WorkerProcessSpecs
{
    private const string Nobody = "akka.tcp://actor-downloader@127.0.0.1:1";
    private const int HangUp = 1, Interrupt = 2, Terminate = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Theory]
    [InlineData("--join is missing", "--slots", "4")]
    [InlineData("expected akka.tcp://actor-downloader@HOST:PORT", "--join", "127.0.0.1:4053")]
    [InlineData("expected akka.tcp://actor-downloader@HOST:PORT", "--join", "akka.tcp://another@127.0.0.1:4053")]
    [InlineData("actor-downloader.worker.slots = 0", "--join", Nobody, "--slots", "0")]
    [InlineData("no-such-file", "--join", Nobody, "--config", "/no-such-file")]
    [InlineData("no-such-file", "--join", Nobody, "--join-secret-file", "/no-such-file")]
    public async Task What_cannot_be_run_is_a_usage_error(string message, params string[] arguments)
    {
        using var worker = Start(arguments);
        var error = await worker.StandardError.ReadToEndAsync();

        Assert.Equal(WorkerExit.Usage, await EndAsync(worker));
        Assert.Contains(message, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_that_ends_before_its_line_is_a_failure()
    {
        using var worker = Start("--bootstrap", "stdin");
        worker.StandardInput.Close();

        Assert.Equal(WorkerExit.Failed, await EndAsync(worker));
    }

    [Fact]
    public async Task A_worker_that_is_told_of_tls_prepares_for_it_before_it_has_joined()
    {
        if (!OperatingSystem.IsLinux())
            return;
        await using var coordinator = new RecordingCoordinator();
        using var worker = await BootstrapAsync(coordinator, isTlsLikely: true);

        await Eventually.IsTrueAsync(
            () => File.ReadAllText($"/proc/{worker.Id}/maps").Contains("libssl", StringComparison.Ordinal), "the TLS library loaded");

        worker.StandardInput.Close();
        Assert.Equal(WorkerExit.Done, await EndAsync(worker));
    }

    [Fact]
    public async Task A_line_that_is_no_bootstrap_is_a_usage_error()
    {
        using var worker = Start("--bootstrap", "stdin");
        await worker.StandardInput.WriteLineAsync("{}");
        await worker.StandardInput.FlushAsync();

        Assert.Equal(WorkerExit.Usage, await EndAsync(worker));
    }

    [Fact]
    public async Task A_bootstrapped_worker_joins_with_its_ticket_and_ends_with_the_pipe()
    {
        await using var coordinator = new RecordingCoordinator();
        using var worker = await BootstrapAsync(coordinator);
        var (register, _) = await coordinator.WelcomeAsync();
        Assert.Equal(("ticket", 3, worker.Id), (register.Ticket, register.Slots, register.ProcessId));

        worker.StandardInput.Close();

        Assert.Equal(WorkerExit.Done, await EndAsync(worker));
    }

    [Fact]
    public async Task An_interrupt_at_the_terminal_is_the_coordinators_business()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var coordinator = new RecordingCoordinator();
        using var worker = await BootstrapAsync(coordinator);
        await coordinator.WelcomeAsync();

        Signal(worker, Interrupt);
        Signal(worker, Interrupt);
        Signal(worker, HangUp);
        Signal(worker, Terminate);

        await coordinator.HearAsync<WorkerProtocol.Leave>();
        Assert.Equal(WorkerExit.Done, await EndAsync(worker));
    }

    [Theory]
    [InlineData(HangUp)]
    [InlineData(Interrupt)]
    [InlineData(Terminate)]
    public async Task A_worker_started_by_hand_drains_when_it_is_asked_to(int signal)
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var coordinator = new RecordingCoordinator();
        using var worker = Start("--join", coordinator.Address, "--slots", "5");
        var (register, _) = await coordinator.WelcomeAsync();
        Assert.Equal((5, (string?)null), (register.Slots, register.Ticket));

        Signal(worker, signal);

        await coordinator.HearAsync<WorkerProtocol.Leave>();
        Assert.Equal(WorkerExit.Done, await EndAsync(worker));
    }

    [Fact]
    public async Task A_second_request_ends_it_at_once()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var bench = new Fetching.FetchBench();
        var asked = new TaskCompletionSource();
        await using var origin = new Fetching.RawOrigin(exchange =>
        {
            asked.SetResult();
            return exchange.WaitForCloseAsync();
        });
        await using var coordinator = new RecordingCoordinator();
        using var worker = Start("--join", coordinator.Address);
        var (_, actor) = await coordinator.WelcomeAsync();
        actor.Tell(new ChunkProtocol.Grant([Fetching.Orders.Ranged(origin.Url, bench.Path).Transfer]), coordinator.Scheduler);
        await asked.Task.WaitAsync(Patience);

        Signal(worker, Terminate);
        Assert.Equal(0, (await coordinator.HearAsync<ChunkProtocol.Demand>()).Message.Slots);
        Assert.False(worker.HasExited);
        Signal(worker, Terminate);

        Assert.Equal(WorkerExit.Done, await EndAsync(worker));
    }

    [Fact]
    public async Task A_refused_worker_says_why()
    {
        await using var coordinator = new RecordingCoordinator();
        using var worker = Start("--join", coordinator.Address);
        var (register, actor) = await coordinator.HearAsync<WorkerProtocol.Register>();

        actor.Tell(new WorkerProtocol.RegistrationRefused(register.Worker, "the secret is wrong"), coordinator.Scheduler);

        Assert.Contains("the secret is wrong", await worker.StandardError.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal(WorkerExit.Failed, await EndAsync(worker));
    }

    // The kernel's answer to such a write is a signal that ends a process unless it is heeded. (The variable: .NET cannot start below
    // a limit of some MiB otherwise, because it maps its own code from a file.)
    [Fact]
    public async Task A_limit_of_file_sizes_costs_the_chunk_and_not_the_worker()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var bench = new Fetching.FetchBench();
        await using var origin = Fetching.RawOrigin.Saying(
            "HTTP/1.1 206 Partial Content\nContent-Range: bytes 20000-20004/50000\nContent-Length: 5\n\nhello");
        await using var coordinator = new RecordingCoordinator();
        using var worker = Run(
            "bash",
            "-c",
            "ulimit -f 16; export DOTNET_EnableWriteXorExecute=0; exec dotnet \"$0\" --join \"$1\"",
            Executable,
            coordinator.Address);
        var (_, actor) = await coordinator.WelcomeAsync();

        actor.Tell(
            new ChunkProtocol.Grant([Fetching.Orders.Ranged(origin.Url, bench.Path, 20_000, 20_005, objectLength: 50_000).Transfer]),
            coordinator.Scheduler);
        var report = (await coordinator.HearAsync<ChunkProtocol.Report>()).Message;
        while (report.Failed.IsEmpty)
            report = (await coordinator.HearAsync<ChunkProtocol.Report>()).Message;

        Assert.Equal(FetchFailureKind.DestinationFull, Assert.Single(report.Failed).Failure.Kind);
        Signal(worker, Terminate);
        Assert.Equal(WorkerExit.Done, await EndAsync(worker));
    }

    private static string Executable => Path.Combine(AppContext.BaseDirectory, "actordl-worker.dll");

    private static Process Start(params string[] arguments) => Run("dotnet", [Executable, .. arguments]);

    private static Process Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardError = true };
        start.Environment.Remove("ACTORDL_JOIN_SECRET");
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static async Task<Process> BootstrapAsync(RecordingCoordinator coordinator, bool isTlsLikely = false)
    {
        var worker = Start("--bootstrap", "stdin");
        await worker.StandardInput.WriteLineAsync(
            WorkerBootstrapJson.Write(
                new WorkerBootstrap(coordinator.Address, "ticket", "actor-downloader.worker.slots = 3", isTlsLikely)));
        await worker.StandardInput.FlushAsync();
        return worker;
    }

    private static void Signal(Process worker, int signal) => Process.Start("kill", [$"-{signal}", $"{worker.Id}"]).WaitForExit();

    private static async Task<int> EndAsync(Process worker)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await worker.WaitForExitAsync(patience.Token);
            return worker.ExitCode;
        }
        catch (OperationCanceledException)
        {
            worker.Kill();
            throw;
        }
    }
}
