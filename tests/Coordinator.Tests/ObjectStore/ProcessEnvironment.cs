using System.Runtime.CompilerServices;
using Amazon.Runtime.Internal;

namespace ActorDownloader.Coordinator.Tests.ObjectStore;

/// <summary>
/// AWS's variables of this very process, which the SDK reads by itself: for specs that go through it. The machine's own are hidden from the
/// beginning. The SDK remembers for ever where AWS's two files are, so they stay in one place and change their text.
/// </summary>
internal sealed class ProcessEnvironment : IDisposable
{
    private static readonly string Files = Path.Combine(AppContext.BaseDirectory, "aws-files");

    public ProcessEnvironment(params (string Name, string Value)[] variables)
    {
        Hide();
        foreach (var (name, value) in variables)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        FallbackInternalConfigurationFactory.Reset();
    }

    /// <summary>Before anything else in this process: no spec may depend on the machine's settings, or ask its metadata service.</summary>
    [ModuleInitializer]
#pragma warning disable CA2255 // A library should not do this; nobody references a test project.
    internal static void Hide()
#pragma warning restore CA2255
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>()
            .Where(name => name.StartsWith("AWS_", StringComparison.Ordinal)))
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
        Environment.SetEnvironmentVariable("AWS_CONFIG_FILE", Write("config", ""));
        Environment.SetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE", Write("credentials", ""));
    }

    /// <summary>Replaces the text of a file beside <c>config</c> and <c>credentials</c>, or of one of these.</summary>
    /// <returns>Its path.</returns>
    public static string Write(string name, string text)
    {
        Directory.CreateDirectory(Files);
        var path = Path.Combine(Files, name);
        File.WriteAllText(path, text);
        return path;
    }

    public void Dispose()
    {
        Hide();
        FallbackInternalConfigurationFactory.Reset();
    }
}

/// <summary>Specs that change this process's environment run alone.</summary>
[CollectionDefinition(nameof(ProcessEnvironment), DisableParallelization = true)]
public sealed class ProcessEnvironmentIsShared;
