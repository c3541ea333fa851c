namespace ActorDownloader.LoopbackOrigin.Traffic;

/// <summary>What goes on at the origin, at one moment.</summary>
/// <param name="OpenConnections">Connections now.</param>
/// <param name="MostOpenConnections">The most there ever were at once.</param>
/// <param name="Connections">All that were ever accepted.</param>
/// <param name="ActiveRequests">Requests now.</param>
/// <param name="MostActiveRequests">The most there ever were at once.</param>
/// <param name="Requests">All that ever came.</param>
/// <param name="RefusedRequests">Those that the traffic's limits refused.</param>
/// <param name="BodyBytes">All that was ever handed to the operating system for a body.</param>
public sealed record TrafficGauges(
    int OpenConnections,
    int MostOpenConnections,
    long Connections,
    int ActiveRequests,
    int MostActiveRequests,
    long Requests,
    long RefusedRequests,
    long BodyBytes);
