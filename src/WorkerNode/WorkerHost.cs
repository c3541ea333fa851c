using System.Runtime.Serialization;
using ActorDownloader.Messages;
using ActorDownloader.Messages.Serialization;
using ActorDownloader.WorkerNode.Hosting;
using ActorDownloader.WorkerNode.Rehearsing;
using Akka.Actor;
using Akka.Configuration;

namespace ActorDownloader.WorkerNode;

/// <summary>
/// Runs a worker node until it is done: the whole of the process <c>actordl-worker</c>, and of the command <c>actordl worker</c>.
/// </summary>
public static class WorkerHost
{
    private const string SecretVariable = "ACTORDL_JOIN_SECRET";

    /// <summary>Runs what the command line asks for, and tells the standard error why if it fails.</summary>
    /// <param name="arguments">The arguments of the executable; <c>--help</c> prints them.</param>
    /// <returns>The exit code: 0 drained, or the coordinator has ended; 1 could not join, or lost the coordinator; 2 usage.</returns>
    public static Task<int> RunAsync(IReadOnlyList<string> arguments) => WorkerCommandLine.Parse(arguments) switch
    {
        WorkerCommandLine.Bootstrapped => RunBootstrappedAsync(),
        WorkerCommandLine.ByHand command => RunAsync(command.Options),
        WorkerCommandLine.Print print => Task.FromResult(Printed(print)),
        WorkerCommandLine.Wrong wrong => Task.FromResult(Told(new WorkerExit(WorkerExit.Usage, $"{wrong.Message} Try --help."))),
        var other => throw new InvalidOperationException($"Unknown command line {other.GetType().Name}."),
    };

    /// <summary>Runs a worker that was started by hand: joins, works, and ends when it is asked to or its coordinator is gone.</summary>
    /// <param name="options">Whom it joins and what it may do.</param>
    /// <returns>The exit code, as above.</returns>
    public static async Task<int> RunAsync(WorkerOptions options)
    {
        using var signals = WorkerSignals.Heed(terminalCounts: true);
        try
        {
            if (!IsCoordinator(options.Join))
                return Told(
                    new WorkerExit(
                        WorkerExit.Usage, $"--join {options.Join}: expected akka.tcp://{WorkerProtocol.CoordinatorSystem}@HOST:PORT."));
            var config = WorkerConfig.Over(WorkerConfig.Reference, WorkerConfig.OverlayOf(options));
            return Told(await RunAsync(config, options.Join, SecretOf(options), signals, coordinatorGone: null));
        }
        catch (Exception e) when (e is ConfigurationException or IOException or UnauthorizedAccessException)
        {
            return Told(new WorkerExit(WorkerExit.Usage, e.Message));
        }
    }

    private static async Task<int> RunBootstrappedAsync()
    {
        // The line is on its way while the rest loads.
        var pipe = BootstrapPipe.Of(Console.OpenStandardInput());
        _ = Task.Run(Rehearsal.RunAsync);
        using var signals = WorkerSignals.Heed(terminalCounts: false);
        var reference = WorkerConfig.Reference;
        if (await pipe.Line is not { } line)
            return Told(new WorkerExit(WorkerExit.Failed, "No bootstrap line came on the standard input."));
        try
        {
            var bootstrap = WorkerBootstrapJson.Parse(line);
            if (bootstrap.IsTlsLikely)
                _ = Task.Run(TlsRehearsal.RunAsync);
            return Told(
                await RunAsync(WorkerConfig.Over(reference, bootstrap.Config), bootstrap.Join, bootstrap.Ticket, signals, pipe.Ended));
        }
        catch (Exception e) when (e is ConfigurationException or SerializationException)
        {
            return Told(new WorkerExit(WorkerExit.Usage, e.Message));
        }
    }

    private static async Task<WorkerExit> RunAsync(Config config, string join, string? ticket, WorkerSignals signals, Task? coordinatorGone)
    {
        // Akka logs to the standard output, and nobody reads a local worker's: its pipe would fill up and block.
        Console.SetOut(Console.Error);
        var node = WorkerNodeSystem.Start(config, join, ticket);
        var end = coordinatorGone is null ? signals.ExitAsked : Task.WhenAny(signals.ExitAsked, coordinatorGone);
        await Task.WhenAny(node.Exited, end, signals.DrainAsked);
        if (signals.DrainAsked.IsCompleted)
        {
            node.Drain();
            await Task.WhenAny(node.Exited, end);
        }

        // Nobody is left to take leave of, or nobody wants to wait for it.
        if (!node.Exited.IsCompleted)
            return new WorkerExit(WorkerExit.Done, null);
        await using (node)
            return await node.Exited;
    }

    private static bool IsCoordinator(string address) =>
        Address.TryParse(address, out var parsed) && parsed is { HasGlobalScope: true, System: WorkerProtocol.CoordinatorSystem };

    private static string? SecretOf(WorkerOptions options) => options.JoinSecretFile is { } file
        ? File.ReadAllText(file).TrimEnd('\r', '\n')
        : Environment.GetEnvironmentVariable(SecretVariable) is { Length: > 0 } secret ? secret : null;

    private static int Printed(WorkerCommandLine.Print print)
    {
        Console.Out.Write(
            print.Version ? typeof(WorkerHost).Assembly.GetName().Version!.ToString(3) + Environment.NewLine : WorkerCommandLine.Help);
        return WorkerExit.Done;
    }

    private static int Told(WorkerExit how)
    {
        if (how.Reason is { } reason)
            Console.Error.WriteLine($"actordl-worker: {reason}");
        return how.Code;
    }
}
