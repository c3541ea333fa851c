namespace ActorDownloader.Messages;

/// <summary>
/// The one line of JSON that a coordinator writes to the standard input of a worker process that it started. The pipe then
/// stays open: its end tells the worker that the coordinator is gone. Kept off the command line because it holds a secret.
/// </summary>
/// <param name="Join">The coordinator's address, <c>akka.tcp://actor-downloader@HOST:PORT</c>.</param>
/// <param name="Ticket">Goes back in <see cref="WorkerProtocol.Register"/>.</param>
/// <param name="Config">HOCON laid over the worker's reference configuration; empty for none.</param>
/// <param name="IsTlsLikely">Whether origins will speak TLS, as far as is known; a worker then prepares for it.</param>
public sealed record WorkerBootstrap(string Join, string Ticket, string Config, bool IsTlsLikely = false)
{
    /// <summary>The address alone.</summary>
    public override string ToString() => $"WorkerBootstrap {{ Join = {Join} }}";
}
