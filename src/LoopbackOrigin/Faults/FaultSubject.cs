using ActorDownloader.LoopbackOrigin.Protocol;

namespace ActorDownloader.LoopbackOrigin.Faults;

/// <summary>What rules look at in a request.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Bucket">The bucket's name.</param>
/// <param name="Key">The object's key.</param>
/// <param name="Ranged">Whether it has a <c>Range</c>.</param>
/// <param name="Span">The bytes it asks for; empty where there is no such object.</param>
internal readonly record struct FaultSubject(string Method, string Bucket, string Key, bool Ranged, ByteSpan Span);
