using System.Diagnostics;

namespace ActorDownloader.EndToEnd;

/// <summary>
/// What <c>dotnet publish src/Cli --self-contained</c> made, run as if this machine had no .NET. Publishing takes minutes, so it is done
/// before and named by <c>ACTORDL_SELF_CONTAINED</c>.
/// </summary>
public sealed class SelfContainedSpecs : IDisposable
{
    private readonly string _empty = Directory.CreateTempSubdirectory("actordl-no-dotnet-").FullName;

    public void Dispose() => Directory.Delete(_empty);

    [SelfContainedFact]
    public async Task The_demo_runs_with_all_three_executables_where_no_NET_is()
    {
        var start = new ProcessStartInfo(Published("actordl"), ["demo", "--json", "--progress", "never"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/bin:/bin";
        // A directory that is there: for one that is not, .NET is looked for where it usually is.
        start.Environment["DOTNET_ROOT"] = _empty;

        var (exit, output, diagnostics) = await Process.Start(start)!.EndAsync();

        Assert.True(exit == 0, diagnostics);
        Assert.Contains("\"identical\":true", output, StringComparison.Ordinal);
    }

    [SelfContainedFact]
    public void The_program_and_the_framework_are_compiled_as_one() => Assert.True(File.Exists(Published("actordl.r2r.dll")));

    private static string Published(string file) => Path.Combine(SelfContainedFactAttribute.Directory!, file);
}

/// <summary>A fact about a self-contained publish; skipped where none is named.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SelfContainedFactAttribute : FactAttribute
{
    public static string? Directory => Environment.GetEnvironmentVariable("ACTORDL_SELF_CONTAINED");

    public override string? Skip => Directory is null ? "ACTORDL_SELF_CONTAINED names no directory that was published --self-contained" : null;
}
