using System.Reflection;
using System.Runtime.InteropServices;
using Akka.Actor;

namespace ActorDownloader.Cli.CommandLine;

/// <summary>What <c>--version</c> prints: the product, the runtime, and which Akka this was built on.</summary>
internal static class VersionText
{
    public static string Read()
    {
        var self = typeof(VersionText).Assembly;
        var akka = typeof(ActorSystem).Assembly;
        return $"""
            actordl {VersionOf(self)}
            {RuntimeInformation.FrameworkDescription}
            {(ProductOf(akka) == ProductOf(self) ? "Akka.NET stand-in" : "Akka.NET")} {VersionOf(akka)}

            """;
    }

    private static string VersionOf(Assembly assembly)
    {
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
            ?? assembly.GetName().Version?.ToString() ?? "";
        return version.Split('+')[0];
    }

    private static string? ProductOf(Assembly assembly) => assembly.GetCustomAttribute<AssemblyProductAttribute>()?.Product;
}
