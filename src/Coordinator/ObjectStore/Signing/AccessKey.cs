namespace ActorDownloader.ObjectStore.Signing;

/// <summary>An AWS key pair, lasting or (with a session token) temporary.</summary>
/// <param name="Id">The access key id.</param>
/// <param name="Secret">The secret access key.</param>
/// <param name="SessionToken">Null for a lasting pair.</param>
internal sealed record AccessKey(string Id, string Secret, string? SessionToken)
{
    /// <summary>Nothing of it.</summary>
    public override string ToString() => "AccessKey ***";
}
