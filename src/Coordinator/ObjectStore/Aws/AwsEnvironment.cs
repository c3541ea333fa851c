namespace ActorDownloader.ObjectStore.Aws;

/// <summary>The environment variables and the home directory that AWS's tools go by, as an argument.</summary>
/// <param name="variable">Returns a variable's value, or null.</param>
/// <param name="home">Where <c>.aws</c> is.</param>
internal sealed class AwsEnvironment(Func<string, string?> variable, string home)
{
    /// <summary>This process's.</summary>
    public static AwsEnvironment OfProcess() =>
        new(Environment.GetEnvironmentVariable, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    public string Home => home;

    /// <summary>A variable's value; null if it is not set or empty, which AWS's tools do not tell apart.</summary>
    public string? this[string name] => variable(name) is { Length: > 0 } value ? value : null;

    public bool IsOn(string name) => string.Equals(this[name], "true", StringComparison.OrdinalIgnoreCase);
}
