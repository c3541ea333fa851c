namespace ActorDownloader.ObjectStore.Aws;

/// <summary>One profile of the shared files: what <c>config</c> says of it, and over that what <c>credentials</c> says. Never printed: it may hold keys.</summary>
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

    /// <summary>Whether the profile holds a plain key pair and names no other way.</summary>
    public bool HasKeys => this["aws_access_key_id"] is not null && this["aws_secret_access_key"] is not null && !HasIndirection;

    /// <summary>Whether one of the two is missing, and nothing else tells where to get credentials.</summary>
    public bool HasHalfAKeyPair => (this["aws_access_key_id"] is null) != (this["aws_secret_access_key"] is null) && !HasIndirection;

    /// <summary>Whether the profile says anything about credentials.</summary>
    public bool HasCredentials => HasKeys || HasHalfAKeyPair || HasIndirection;

    private bool HasIndirection => Array.Exists(Indirections, setting => this[setting] is not null);

    public override string ToString() => $"profile '{name}'";
}
