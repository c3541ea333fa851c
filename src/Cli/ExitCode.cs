using System.Runtime.InteropServices;

namespace ActorDownloader.Cli;

/// <summary>What the process says when it ends.</summary>
internal static class ExitCode
{
    /// <summary>The file is there.</summary>
    public const int Done = 0;

    /// <summary>It is not, and the message says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the configuration makes no sense; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>
    /// A signal asked for the end, and everything was cleaned up: 128 and the signal's number, as shells report one that kills.
    /// </summary>
    public static int Of(PosixSignal signal) => 128 + NumberOf(signal);

    private static int NumberOf(PosixSignal signal) => signal switch
    {
        PosixSignal.SIGHUP => 1,
        PosixSignal.SIGINT => 2,
        PosixSignal.SIGTERM => 15,
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal, "The program does not listen to this signal."),
    };
}
