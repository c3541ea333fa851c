namespace ActorDownloader.ObjectStore;

/// <summary>
/// Nothing could be asked of the object store, and why. Raised before any request to it; the message says what was found and what to do,
/// and holds no secret.
/// </summary>
internal sealed class ObjectStoreException(ObjectStoreFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public ObjectStoreFault Fault { get; } = fault;
}

/// <summary>The sorts of failure to prepare a request.</summary>
internal enum ObjectStoreFault
{
    /// <summary>No place where credentials are kept had any. Asking again does not help until the user acts.</summary>
    CredentialsNotFound = 0,

    /// <summary>Half of a key pair, an unknown profile, a profile or a file that cannot be read: the user has to correct it.</summary>
    ConfigurationInvalid = 1,

    /// <summary>There is a source of credentials and it failed: STS, SSO, a credential process, the metadata service. May pass.</summary>
    CredentialsFailed = 2,

    /// <summary>The bucket's address cannot be made or cannot be signed for, such as a multi-region access point.</summary>
    BucketUnsupported = 3,
}
