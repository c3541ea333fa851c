namespace ActorDownloader.WorkerNode;

/// <summary>A worker that is started by hand: whom it joins and what it may do.</summary>
/// <param name="Join">The coordinator's address, <c>akka.tcp://actor-downloader@HOST:PORT</c>.</param>
public sealed record WorkerOptions(string Join)
{
    /// <summary>How many leases it holds at once; null for <c>actor-downloader.worker.slots</c>.</summary>
    public int? Slots { get; init; }

    /// <summary>
    /// The directories below which it writes; none for <c>actor-downloader.worker.allowed-roots</c>. Relative ones are taken from the
    /// current directory.
    /// </summary>
    public IReadOnlyList<string> Roots { get; init; } = [];

    /// <summary>A file of HOCON that is laid over the reference configuration; null for none.</summary>
    public string? ConfigFile { get; init; }

    /// <summary>
    /// A file that holds the join secret and nothing else; null for the environment variable <c>ACTORDL_JOIN_SECRET</c>, if it is set.
    /// </summary>
    public string? JoinSecretFile { get; init; }
}
