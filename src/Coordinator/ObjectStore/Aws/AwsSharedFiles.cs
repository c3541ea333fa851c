namespace ActorDownloader.ObjectStore.Aws;

/// <summary>
/// AWS's <c>config</c> and <c>credentials</c> files. Read here, and not with the SDK, for the sake of the first download: the SDK takes
/// 75 to 100 ms to read its first profile, this 3.
/// </summary>
internal sealed class AwsSharedFiles
{
    private readonly Dictionary<string, Dictionary<string, string>> _config;
    private readonly Dictionary<string, Dictionary<string, string>> _credentials;

    private AwsSharedFiles(string configPath, string credentialsPath)
    {
        ConfigPath = configPath;
        CredentialsPath = credentialsPath;
        _config = Read(configPath);
        _credentials = Read(credentialsPath);
    }

    public string ConfigPath { get; }

    public string CredentialsPath { get; }

    /// <exception cref="ObjectStoreException">A file is there and cannot be read.</exception>
    public static AwsSharedFiles Read(AwsEnvironment environment) => new(
        environment["AWS_CONFIG_FILE"] ?? Path.Combine(environment.Home, ".aws", "config"),
        environment["AWS_SHARED_CREDENTIALS_FILE"] ?? Path.Combine(environment.Home, ".aws", "credentials"));

    /// <summary>
    /// The profile, with the endpoint of its <c>services</c> section as <c>services.s3.endpoint_url</c>; null if neither file has it.
    /// </summary>
    public AwsProfile? Profile(string name)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        var found = name == "default" && Add(settings, _config, "default");
        found |= Add(settings, _config, "profile " + name);
        found |= Add(settings, _credentials, name);
        if (settings.TryGetValue("services", out var services))
        {
            Add(settings, _config, "services " + services, "services.");
        }

        return found ? new AwsProfile(name, settings) : null;
    }

    private static bool Add(
        Dictionary<string, string> settings, Dictionary<string, Dictionary<string, string>> sections, string heading, string prefix = "")
    {
        if (!sections.TryGetValue(heading, out var section))
        {
            return false;
        }

        foreach (var (name, value) in section)
        {
            settings[prefix + name] = value;
        }

        return true;
    }

    private static Dictionary<string, Dictionary<string, string>> Read(string path)
    {
        // Most machines in a data centre have neither file, and an exception costs more than all else here.
        if (!File.Exists(path))
        {
            return [];
        }

        try
        {
            return AwsIni.Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ObjectStoreException(
                ObjectStoreFault.ConfigurationInvalid, $"The AWS settings in {path} cannot be read: {e.Message}", e);
        }
    }
}
