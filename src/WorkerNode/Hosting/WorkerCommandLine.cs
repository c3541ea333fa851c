using System.Globalization;

namespace ActorDownloader.WorkerNode.Hosting;

/// <summary>What the command line asks for. Pure.</summary>
internal abstract record WorkerCommandLine
{
    /// <summary>How to use the executable.</summary>
    public const string Help =
        """
        Starts a worker node, which downloads what a coordinator leases to it.

        Usage:
          actordl-worker --join ADDRESS [options]

        Options:
          --join ADDRESS            the coordinator's address, akka.tcp://actor-downloader@HOST:PORT
          --slots N                 how many requests are in flight at once
          --root DIR                write below DIR alone; may be given several times
          --config FILE             HOCON that is laid over the reference configuration
          --join-secret-file FILE   a file with the join secret; else the environment variable ACTORDL_JOIN_SECRET, if it is set
          --version, --help

        Ctrl-C and SIGTERM let it end the leases that it holds; a second one ends it at once.
        Exit codes: 0 drained, or the coordinator has ended; 1 it could not join, or the coordinator was lost; 2 usage.

        Examples:
          actordl-worker --join akka.tcp://actor-downloader@127.0.0.1:4053
          ACTORDL_JOIN_SECRET=... actordl-worker --join akka.tcp://actor-downloader@10.0.0.7:4053 --slots 64 --root /mnt/data

        """;

    private WorkerCommandLine()
    {
    }

    /// <summary>A coordinator started this process and will tell the rest on the standard input.</summary>
    public sealed record Bootstrapped : WorkerCommandLine;

    /// <summary>A person started it.</summary>
    public sealed record ByHand(WorkerOptions Options) : WorkerCommandLine;

    /// <summary>Something is to be printed, and that is all.</summary>
    public sealed record Print(bool Version) : WorkerCommandLine;

    /// <summary>It makes no sense.</summary>
    public sealed record Wrong(string Message) : WorkerCommandLine;

    /// <summary>Reads the arguments. An option's value follows as the next argument or behind <c>=</c>.</summary>
    public static WorkerCommandLine Parse(IReadOnlyList<string> arguments)
    {
        var options = new WorkerOptions("");
        var bootstrapped = false;
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, value) = Split(arguments[i]);
            if (name is "--help" or "-h" or "--version")
                return new Print(name == "--version");
            if (value is null && ++i < arguments.Count)
                value = arguments[i];
            if (value is null)
                return new Wrong(Knows(name) ? $"{name} needs a value." : $"{name} is not known.");
            switch (name)
            {
                case "--bootstrap" when value == "stdin": bootstrapped = true; break;
                case "--bootstrap": return new Wrong($"--bootstrap {value}: expected stdin.");
                case "--join": options = options with { Join = value }; break;
                case "--slots" when int.TryParse(
                    value, NumberStyles.None, CultureInfo.InvariantCulture, out var slots): options = options with
                {
                    Slots = slots
                }; break;
                case "--slots": return new Wrong($"--slots {value}: expected a number.");
                case "--root": options = options with { Roots = [.. options.Roots, value] }; break;
                case "--config": options = options with { ConfigFile = value }; break;
                case "--join-secret-file": options = options with { JoinSecretFile = value }; break;
                default: return new Wrong($"{name} is not known.");
            }
        }

        return (bootstrapped, options) switch
        {
            (true, { Join: "", Slots: null, Roots: [], ConfigFile: null, JoinSecretFile: null }) => new Bootstrapped(),
            (true, _) => new Wrong("--bootstrap stands alone: everything else comes on the standard input."),
            (_, { Join: "" }) => new Wrong("--join is missing."),
            _ => new ByHand(options),
        };
    }

    private static (string Name, string? Value) Split(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) && argument.Split('=', 2) is [var name, var value]
            ? (name, value)
            : (argument, null);

    private static bool Knows(string name) =>
        name is "--bootstrap" or "--join" or "--slots" or "--root" or "--config" or "--join-secret-file";
}
