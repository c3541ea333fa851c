using ActorDownloader.Messages;

namespace ActorDownloader.ObjectStore;

/// <summary>A request that workers can send, and how long it may be handed out.</summary>
/// <param name="Source">What goes into leases.</param>
/// <param name="RenewAfter">
/// From this moment on sign again before handing it out. The origin takes it for some minutes longer, so what workers hold goes on.
/// </param>
/// <param name="Generation">
/// Which credentials signed it. Signed again under the same generation, a request that was refused for its credentials
/// will be refused again. 0 where nothing was signed.
/// </param>
/// <param name="Endpoint">Where the bucket's name counts: a server's address, or <c>aws</c>, whatever the region.</param>
internal sealed record SignedSource(ObjectSource Source, DateTimeOffset RenewAfter, int Generation, string Endpoint);
