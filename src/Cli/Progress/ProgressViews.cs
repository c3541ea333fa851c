using System.Runtime.CompilerServices;
using ActorDownloader.Cli.Commands;

namespace ActorDownloader.Cli.Progress;

/// <summary>Chooses how progress is shown.</summary>
internal static class ProgressViews
{
    /// <summary>The three ways. Pure.</summary>
    public static ProgressStyle StyleOf(ProgressMode mode, bool isQuiet, bool isInteractive) => (mode, isInteractive) switch
    {
        (ProgressMode.Never, _) => ProgressStyle.None,
        (ProgressMode.Auto, true) when !isQuiet => ProgressStyle.Live,
        (ProgressMode.Auto, _) => ProgressStyle.None,
        (ProgressMode.Always, true) => ProgressStyle.Live,
        (ProgressMode.Always, false) => ProgressStyle.Lines,
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown progress mode."),
    };

    /// <summary>Starts to show a download's progress in the way that was asked for.</summary>
    public static IProgressView Start(OutputArguments output, string title, CliSession session) =>
        StyleOf(output.Progress, output.Quiet, session.Terminal.IsErrorInteractive) switch
        {
            ProgressStyle.None => new NoProgress(),
            ProgressStyle.Lines => new LineProgress(session),
            ProgressStyle.Live => StartLive(title),
            var style => throw new InvalidOperationException($"Unknown progress style {style}."),
        };

    // A method of its own, so that Spectre.Console is loaded only by those who see it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static LiveProgress StartLive(string title) => LiveProgress.Start(title);
}

/// <summary>How progress is shown.</summary>
internal enum ProgressStyle
{
    /// <summary>Not at all.</summary>
    None = 0,

    /// <summary>As lines, now and then.</summary>
    Lines = 1,

    /// <summary>As bars that move.</summary>
    Live = 2,
}
