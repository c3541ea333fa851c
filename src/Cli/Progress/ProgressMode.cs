namespace ActorDownloader.Cli.Progress;

/// <summary>Whether progress is shown.</summary>
internal enum ProgressMode
{
    /// <summary>Where a person watches the standard error.</summary>
    Auto = 0,

    /// <summary>Live on a terminal, as lines elsewhere.</summary>
    Always = 1,

    /// <summary>Not at all.</summary>
    Never = 2,
}
