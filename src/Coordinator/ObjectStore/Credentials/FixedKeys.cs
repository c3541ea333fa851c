using ActorDownloader.ObjectStore.Signing;

namespace ActorDownloader.ObjectStore.Credentials;

/// <summary>A key pair as it was read: from the environment, from a profile.</summary>
internal sealed class FixedKeys(AccessKey key, string description) : ICredentialSource
{
    public string Description => description;

    public string? InstanceRegion => null;

    public Task<SourcedKey> GetAsync() => Task.FromResult(new SourcedKey(key, null));

    public bool IsFixed => true;

    public void Discard()
    {
    }
}
