using ActorDownloader.ObjectStore.Aws;

namespace ActorDownloader.Coordinator.Tests.ObjectStore;

/// <summary>
/// A home directory with AWS's two files in it, and variables that no other test sees. The metadata service is switched off.
/// </summary>
internal sealed class AwsHome : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("actordl-home-");
    private readonly Dictionary<string, string> _variables = new() { ["AWS_EC2_METADATA_DISABLED"] = "true" };

    public AwsHome(params (string Name, string Value)[] variables)
    {
        foreach (var (name, value) in variables)
        {
            _variables[name] = value;
        }
    }

    public AwsEnvironment Environment => new(name => _variables.GetValueOrDefault(name), _directory.FullName);

    public string ConfigPath => Path.Combine(_directory.FullName, ".aws", "config");

    public string CredentialsPath => Path.Combine(_directory.FullName, ".aws", "credentials");

    public AwsHome Config(string text) => Write(ConfigPath, text);

    public AwsHome Credentials(string text) => Write(CredentialsPath, text);

    public AwsHome Without(string variable)
    {
        _variables.Remove(variable);
        return this;
    }

    public void Dispose() => _directory.Delete(recursive: true);

    private AwsHome Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }
}
