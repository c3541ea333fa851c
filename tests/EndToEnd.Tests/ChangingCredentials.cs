using Amazon.Runtime;

namespace ActorDownloader.EndToEnd;

/// <summary>Temporary keys that a test replaces by others.</summary>
internal sealed class ChangingCredentials(string accessKeyId) : AWSCredentials
{
    public const string Secret = "secret";

    private volatile string _accessKeyId = accessKeyId;

    /// <summary>The token that belongs to keys of this id.</summary>
    public static string TokenOf(string accessKeyId) => $"token of {accessKeyId}";

    /// <summary>From now on these keys are given.</summary>
    public void ChangeTo(string accessKeyId) => _accessKeyId = accessKeyId;

    public override ImmutableCredentials GetCredentials() => new(_accessKeyId, Secret, TokenOf(_accessKeyId));
}
