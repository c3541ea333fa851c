using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace ActorDownloader.WorkerNode.Hosting;

/// <summary>
/// Lets a worker run beside an ASP.NET Core application. That has some of the libraries which Akka.NET needs (Microsoft.Extensions.*) from
/// its shared framework, so a build leaves them out of the folder that both are in; and a worker, which serves nothing, runs on the plain
/// runtime. They are taken from the framework then, if a library is missing and only then.
/// </summary>
internal static class SharedFrameworkLibraries
{
    private const string Framework = "Microsoft.AspNetCore.App";

    /// <summary>Takes effect for libraries that are asked for from now on.</summary>
    public static void Offer() => AssemblyLoadContext.Default.Resolving += Resolve;

    /// <summary>The file of a library in the newest shared framework that goes with this runtime; null if there is none.</summary>
    internal static string? Find(string library)
    {
        // shared/Microsoft.NETCore.App/10.0.1/
        var runtime = new DirectoryInfo(Path.TrimEndingDirectorySeparator(RuntimeEnvironment.GetRuntimeDirectory()));
        var frameworks = new DirectoryInfo(Path.Combine(runtime.Parent?.Parent?.FullName ?? runtime.FullName, Framework));
        return !frameworks.Exists ? null : frameworks.EnumerateDirectories($"{Environment.Version.Major}.*")
            .Where(version => Version.TryParse(version.Name, out _))
            .OrderByDescending(version => Version.Parse(version.Name))
            .Select(version => Path.Combine(version.FullName, library + ".dll"))
            .FirstOrDefault(File.Exists);
    }

    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name is { } library && Find(library) is { } file ? context.LoadFromAssemblyPath(file) : null;
}
