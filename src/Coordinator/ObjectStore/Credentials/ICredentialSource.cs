namespace ActorDownloader.ObjectStore.Credentials;

/// <summary>Where credentials were found, and where their successors come from.</summary>
internal interface ICredentialSource
{
    /// <summary>For a person, as in "profile 'build'".</summary>
    string Description { get; }

    /// <summary>The region that this machine is in, where the source knows it.</summary>
    string? InstanceRegion { get; }

    /// <summary>The current keys. May ask other processes and servers.</summary>
    Task<SourcedKey> GetAsync();

    /// <summary>Whether this source has the same keys for ever, so that only a new search may find others.</summary>
    bool IsFixed { get; }

    /// <summary>Makes the next <see cref="GetAsync"/> get new keys, if it is a source that can.</summary>
    void Discard();
}
