using ActorDownloader.ObjectStore.Signing;

namespace ActorDownloader.ObjectStore.Aws;

/// <summary>
/// One profile of the shared files: what <c>config</c> says of it, and over that what <c>credentials</c> says. Never printed: it may hold
/// keys.
/// </summary>
internal sealed class AwsProfile(string name, IReadOnlyDictionary<string, string> settings)
{
    // With any of these, the profile tells where to get credentials, which is more than to read them.
    private static readonly string[] Indirections =
    [
        "role_arn", "source_profile", "credential_source", "credential_process", "web_identity_token_file", "mfa_serial",
        "sso_session", "sso_start_url", "sso_account_id", "login_session", "endpoint_name",
    ];

    public string Name => name;

    /// <summary>A setting's value; null if it is absent or empty.</summary>
    public string? this[string setting] => settings.TryGetValue(setting, out var value) && value.Length > 0 ? value : null;

    public bool IsOn(string setting) => string.Equals(this[setting], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The profile's plain key pair; null if it has none, or names another way.</summary>
    public AccessKey? Keys => this["aws_access_key_id"] is { } id && this["aws_secret_access_key"] is { } secret && !HasIndirection
        ? new AccessKey(id, secret, this["aws_session_token"])
        : null;

    /// <summary>Whether one of the two is missing, and nothing else tells where to get credentials.</summary>
    public bool HasHalfAKeyPair => (this["aws_access_key_id"] is null) != (this["aws_secret_access_key"] is null) && !HasIndirection;

    /// <summary>Whether the profile says anything about credentials.</summary>
    public bool HasCredentials => Keys is not null || HasHalfAKeyPair || HasIndirection;

    private bool HasIndirection => Array.Exists(Indirections, setting => this[setting] is not null);

    public override string ToString() => $"profile '{name}'";
}
