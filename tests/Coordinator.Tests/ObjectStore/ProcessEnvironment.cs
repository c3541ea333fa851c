using System.Runtime.CompilerServices;
using Amazon.Runtime.Internal;

namespace ActorDownloader.Coordinator.Tests.ObjectStore;

/// <summary>
/// Variables of this very process, which the SDK reads by itself: for specs that go through it. All other AWS variables are hidden, and
/// everything is as it was at the end. The SDK remembers for ever where AWS's two files are, so they are the same for all specs.
/// </summary>
internal sealed class ProcessEnvironment : IDisposable
{
    private static readonly string Files = Path.Combine(AppContext.BaseDirectory, "aws-files");

    private readonly Dictionary<string, string?> _before = [];

    public ProcessEnvironment(params (string Name, string Value)[] variables)
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)))
        {
            Set(name, null);
        }

        Hide();
        foreach (var (name, value) in variables)
        {
            Set(name, value);
        }

        FallbackInternalConfigurationFactory.Reset();
    }

    /// <summary>Before anything else in this process: no spec may depend on the settings of the machine, or ask its metadata service.</summary>
    [ModuleInitializer]
#pragma warning disable CA2255 // A library should not do this. This one is a program: nobody references a test project.
    internal static void Hide()
#pragma warning restore CA2255
    {
        Directory.CreateDirectory(Files);
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
        Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", WriteConfig(""));
        Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", WriteCredentials(""));
    }

    /// <summary>Replaces the text of <c>config</c>.</summary>
    public static string WriteConfig(string text) => Write("config", text);

    /// <summary>Replaces the text of <c>credentials</c>.</summary>
    public static string WriteCredentials(string text) => Write("credentials", text);

    public void Dispose()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        Hide();
        FallbackInternalConfigurationFactory.Reset();
    }

    private static string Write(string name, string text)
    {
        var path = Path.Combine(Files, name);
        File.WriteAllText(path, text);
        return path;
    }

    private void Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }
}

/// <summary>Specs that change this process's environment run alone.</summary>
[CollectionDefinition(nameof(ProcessEnvironment), DisableParallelization = true)]
public sealed class ProcessEnvironmentIsShared;
