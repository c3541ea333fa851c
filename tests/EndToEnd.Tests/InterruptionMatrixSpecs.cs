using System.Text.Json;
using ActorDownloader.LoopbackOrigin.Checksums;
using ActorDownloader.LoopbackOrigin.Faults;
using ActorDownloader.LoopbackOrigin.Traffic;

namespace ActorDownloader.EndToEnd;

/// <summary>
/// SIGINT to <c>actordl get</c> in each phase of a download that can be held from outside: a column of the coordinator's
/// <c>CancellationMatrixSpecs</c>. A single command never queues. What the end of a download does to its file cannot be held, so there the
/// old file and the new one are both right, whole.
/// </summary>
public class InterruptionMatrixSpecs
{
    private const string Fencing = """
        actor-downloader {
          scheduler { lease-silence = 1s, silence-check-interval = 100ms, hedging.enabled = off }
          transfer.fence-wait = 1h
        }
        """;

    public enum Phase
    {
        Signing,

        /// <summary>What an earlier run left is being opened.</summary>
        OpeningLeftovers,
        Discovering,
        Running,
        RetryPause,
        WithoutWorker,

        /// <summary>What an earlier run left is read; whether the object is still the same is not known yet.</summary>
        Resuming,
        AwaitingPartLength,
        FenceWait,
    }

    public enum Moment
    {
        LastChunkAsked,
        LastChunkHere,
        Verifying,
        PartLengthHere,
        TemporaryFileGone,
    }

    [Theory]
    [InlineData(Phase.Signing)]
    [InlineData(Phase.OpeningLeftovers)]
    [InlineData(Phase.Discovering)]
    [InlineData(Phase.Running)]
    [InlineData(Phase.RetryPause)]
    [InlineData(Phase.WithoutWorker)]
    [InlineData(Phase.Resuming)]
    [InlineData(Phase.AwaitingPartLength)]
    [InlineData(Phase.FenceWait)]
    public async Task An_interrupted_command_leaves_nothing(Phase phase)
    {
        await using var command = await HeldCommand.StartAsync();
        await using var held = await ReachAsync(command, phase);

        await command.InterruptAsync();
        held.LetGoOfFiles();

        var (exit, result) = await command.EndAsync();
        AssertCancelled(exit, result);
        Assert.False(result.TryGetProperty("keptBytes", out _));
        Assert.Equal(["file"], command.Files);
        Assert.True(command.IsOld);
        await held.EndWorkersAsync();
        await AssertNobodyWorksAsync(command);
    }

    [Theory]
    [InlineData(Phase.Running)]
    [InlineData(Phase.RetryPause)]
    [InlineData(Phase.Resuming)]
    [InlineData(Phase.AwaitingPartLength)]
    public async Task With_keep_partial_the_same_command_goes_on(Phase phase)
    {
        await using var command = await HeldCommand.StartAsync();
        await using (await ReachAsync(command, phase, "--keep-partial"))
        {
            await command.InterruptAsync();
            var (exit, result) = await command.EndAsync();
            AssertCancelled(exit, result);
            Assert.Equal(3, command.Files.Count);
            Assert.True(command.IsOld);
            await AssertNobodyWorksAsync(command);
            var kept = result.GetProperty("keptBytes").GetInt64();
            Assert.InRange(kept, 6 * HeldCommand.MiB, 8 * HeldCommand.MiB);

            command.Origin.Faults.Clear();
            command.Run();

            var (_, completed) = await command.EndAsync();
            Assert.Equal(Math.Min(kept, 7 * HeldCommand.MiB), completed.GetProperty("resumedBytes").GetInt64());
            Assert.Equal(["file"], command.Files);
            Assert.True(await command.IsNewAsync());
        }
    }

    [Theory]
    [InlineData(Moment.LastChunkAsked)]
    [InlineData(Moment.LastChunkHere)]
    [InlineData(Moment.Verifying)]
    [InlineData(Moment.PartLengthHere)]
    [InlineData(Moment.TemporaryFileGone)]
    public async Task An_interruption_at_the_very_end_leaves_the_old_file_or_the_new_one(Moment moment)
    {
        await using var command = await HeldCommand.StartAsync();
        var gate = new Gate();
        var isProven = moment is Moment.Verifying or Moment.PartLengthHere;
        command.Put(definition => definition with
        {
            PartLength = HeldCommand.MiB,
            Checksums = isProven ? [ObjectChecksum.OfParts(ChecksumAlgorithm.Sha256, definition.Content, HeldCommand.MiB)] : [],
        });
        command.Origin.Faults.Add(isProven
            ? new FaultRule(new FaultAction.WaitAt(gate)) { Method = "HEAD" }
            : new FaultRule(new FaultAction.WaitAt(gate)) { CoversOffset = 7 * HeldCommand.MiB, Ranged = true });
        command.Run();
        await gate.WhenReachedAsync().InTimeAsync();
        gate.Open();
        switch (moment)
        {
            case Moment.LastChunkHere:
                await command.HereAsync(7);
                break;
            case Moment.PartLengthHere:
                await command.Origin.Requests.WhenAsync(request => request is { Method: "HEAD", Outcome: not null }).InTimeAsync();
                break;
            case Moment.TemporaryFileGone:
                await Eventually.IsTrueAsync(
                    () => !command.Files.Any(file => file.EndsWith(".actordl", StringComparison.Ordinal)), "the file has its name");
                break;
        }

        await command.InterruptAsync();

        var (exit, result) = await command.EndAsync();
        Assert.Equal(["file"], command.Files);
        if (exit == 0)
        {
            Assert.Equal("completed", result.GetProperty("event").GetString());
            Assert.True(await command.IsNewAsync());
        }
        else
        {
            AssertCancelled(exit, result);
            Assert.True(command.IsOld);
        }

        await AssertNobodyWorksAsync(command);
    }

    [Fact]
    public async Task A_file_system_that_does_not_answer_does_not_hold_the_command()
    {
        await using var command = await HeldCommand.StartAsync();
        await using var held = await ReachAsync(command, Phase.OpeningLeftovers);
        var left = command.Files;

        await command.InterruptAsync();

        var (exit, result) = await command.EndAsync();
        var isCleanedUp = result.GetProperty("cleanedUp").GetBoolean();
        Assert.Equal((130, "cancelled", false), (exit, result.GetProperty("event").GetString(), isCleanedUp));
        Assert.Equal(left, command.Files);
        Assert.True(command.IsOld);
    }

    private static void AssertCancelled(int exit, JsonElement result) => Assert.Equal(
        (130, "cancelled", "SIGINT", true),
        (exit, Text(result, "event"), Text(result, "signal"), result.GetProperty("cleanedUp").GetBoolean()));

    private static string? Text(JsonElement result, string name) => result.GetProperty(name).GetString();

    private static async Task AssertNobodyWorksAsync(HeldCommand command)
    {
        await Eventually.IsTrueAsync(() => !command.Workers.Any(WorkerProcess.IsRunning), "no worker process is left");
        await Eventually.IsTrueAsync(() => command.Origin.Gauges.ActiveRequests == 0, "no request is left");
    }

    private static async Task<CommandHold> ReachAsync(HeldCommand command, Phase phase, params string[] options)
    {
        var hold = new CommandHold();
        switch (phase)
        {
            case Phase.Signing:
                // They are looked for while the engine starts; the note is said when it has, and the download begins.
                command.Run(hold.WithSilentCredentials(), ["--workers", "0", .. options]);
                await hold.AskedForCredentials.InTimeAsync();
                await command.SaysAsync("waiting for workers");
                return hold;

            case Phase.OpeningLeftovers:
                await LeaveAsync(command);
                hold.Lease = FileLease.Take(command.At(command.Files.Single(name => name.EndsWith("-journal", StringComparison.Ordinal))));
                command.Run(options);
                await Eventually.IsTrueAsync(() => hold.Lease.IsWanted, "the command opens the journal");
                return hold;

            case Phase.Discovering:
                command.Origin.Faults.Add(new FaultRule(new FaultAction.Stall()));
                command.Run(options);
                await command.Origin.Requests.WhenAsync(_ => true).InTimeAsync();
                return hold;

            case Phase.Running:
                command.KeepBack(new FaultAction.Stall(1000));
                command.Run(options);
                await command.OthersAreHereAsync();
                return hold;

            case Phase.RetryPause:
                command.KeepBack(new FaultAction.Respond(503, "SlowDown", RetryAfterSeconds: 3600));
                command.Run(options);
                await command.Origin.Requests.WhenAsync(request => request.Outcome is { Status: 503 }).InTimeAsync();
                await command.OthersAreHereAsync();
                return hold;

            case Phase.WithoutWorker:
                command.Run(["--workers", "0", .. options]);
                await command.SaysAsync("waiting for workers");
                await Eventually.IsTrueAsync(() => command.Files.Count == 2, "there is a temporary file");
                return hold;

            case Phase.Resuming:
                await LeaveAsync(command);
                command.Origin.Requests.Clear();
                command.Run(options);
                await command.Origin.Requests.WhenAsync(request => request.Range is not null).InTimeAsync();
                return hold;

            case Phase.AwaitingPartLength:
                command.Put(definition => definition with
                {
                    PartLength = HeldCommand.MiB,
                    Checksums = [ObjectChecksum.OfParts(ChecksumAlgorithm.Sha256, definition.Content, HeldCommand.MiB)],
                });
                command.Origin.Faults.Add(new FaultRule(new FaultAction.Stall()) { Method = "HEAD" });
                command.Run(options);
                await command.Origin.Requests.WhenAsync(request => request.Method == "HEAD").InTimeAsync();
                await command.AllAreHereAsync();
                return hold;

            case Phase.FenceWait:
                await ContestAsync(command, hold, options);
                return hold;

            default:
                throw new InvalidOperationException($"Unknown phase {phase}.");
        }
    }

    /// <summary>An earlier run that leaves all chunks but one.</summary>
    private static async Task LeaveAsync(HeldCommand command)
    {
        command.KeepBack(new FaultAction.Stall(1000));
        command.Run("--keep-partial");
        await command.OthersAreHereAsync();
        await command.InterruptAsync();
        await command.EndAsync();
        Assert.Equal(3, command.Files.Count);
    }

    /// <summary>A worker is stopped while it has chunks; another one brings all of them.</summary>
    private static async Task ContestAsync(HeldCommand command, CommandHold hold, string[] options)
    {
        File.WriteAllText(hold.Config, Fencing);
        command.Origin.Traffic = new TrafficShape { TotalBytesPerSecond = HeldCommand.MiB };
        command.Run(["--workers", "0", "--config", hold.Config, .. options]);
        var invitation = await command.SaysAsync("waiting for workers");
        var address = invitation[invitation.LastIndexOf(' ')..].Trim();
        var stopped = hold.Join(address, "--slots", "2");
        await Eventually.IsTrueAsync(
            () => WorkerProcess.FilesOf(stopped.Id).Any(path => path.EndsWith(".actordl", StringComparison.Ordinal)),
            "the worker has the file open");
        await command.Origin.Requests.WhenAsync(request => request.Range is not null).InTimeAsync();
        await WorkerProcess.SignalAsync("STOP", stopped.Id);
        hold.Join(address);
        command.Origin.Traffic = new TrafficShape();
        await command.AllAreHereAsync();
    }
}
