using ActorDownloader.ObjectStore.Signing;

namespace ActorDownloader.ObjectStore.Credentials;

/// <summary>Credentials in use.</summary>
/// <param name="Signing">What signs; null to send requests without a signature.</param>
/// <param name="InstanceRegion">Where this machine is, if its credentials told.</param>
/// <param name="FreshUntil">When to ask their source again.</param>
/// <param name="Expires">When they end; the end of time if they do not.</param>
internal sealed record HeldCredentials(
    SigningCredentials? Signing, string? InstanceRegion, DateTimeOffset FreshUntil, DateTimeOffset Expires)
{
    public static readonly HeldCredentials Anonymous = new(null, null, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue);
}
