using System.Runtime.CompilerServices;

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

    /// <summary>Starts to show; null for no progress.</summary>
    public static IProgressView? Start(ProgressStyle style, string title, CliSession session) => style switch
    {
        ProgressStyle.None => null,
        ProgressStyle.Lines => new LineProgress(session),
        ProgressStyle.Live => StartLive(title),
        _ => throw new ArgumentOutOfRangeException(nameof(style), style, "Unknown progress style."),
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
