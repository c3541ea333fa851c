namespace ActorDownloader.WorkerNode;

/// <summary>How a worker ends.</summary>
/// <param name="Code">The exit code of its process.</param>
/// <param name="Reason">Why, for a person; null where there is nothing to say.</param>
internal sealed record WorkerExit(int Code, string? Reason)
{
    /// <summary>The exit code of a worker that drained, or whose coordinator ended.</summary>
    public const int Done = 0;

    /// <summary>The exit code of a worker that could not join, or that lost its coordinator.</summary>
    public const int Failed = 1;

    /// <summary>The exit code of a wrong command line or configuration.</summary>
    public const int Usage = 2;
}
