using ActorDownloader.ObjectStore.Signing;
using Amazon.Runtime;

namespace ActorDownloader.ObjectStore.Credentials;

/// <summary>
/// Credentials that the SDK gets and keeps fresh: roles, SSO, credential processes, containers, instances, or the caller's own.
/// </summary>
internal sealed class SdkCredentials(AWSCredentials credentials, string description, string? instanceRegion = null) : ICredentialSource
{
    /// <summary>The caller's own.</summary>
    public static SdkCredentials Given(AWSCredentials credentials) => new(credentials, "the given credentials");

    public string Description => description;

    public string? InstanceRegion => instanceRegion;

    public async Task<SourcedKey> GetAsync()
    {
        var keys = await credentials.GetCredentialsAsync()
            ?? throw new AmazonClientException("nothing was returned");
        DateTimeOffset? expires = credentials.Expiration is { } time ? new DateTimeOffset(time.ToUniversalTime()) : null;
        return new SourcedKey(new AccessKey(keys.AccessKey, keys.SecretKey, keys.UseToken ? keys.Token : null), expires);
    }

    // The caller's own may change at any time without saying so.
    public bool IsFixed => false;

    public void Discard() => (credentials as RefreshingAWSCredentials)?.ClearCredentials();
}
