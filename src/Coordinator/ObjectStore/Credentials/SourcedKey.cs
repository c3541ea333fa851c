using ActorDownloader.ObjectStore.Signing;

namespace ActorDownloader.ObjectStore.Credentials;

/// <summary>What a source gave.</summary>
/// <param name="Key">The key pair.</param>
/// <param name="Expires">When it ends; null if the source says nothing of it.</param>
internal sealed record SourcedKey(AccessKey Key, DateTimeOffset? Expires);
