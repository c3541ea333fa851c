using ActorDownloader.Cli.Values;

namespace ActorDownloader.Cli.Demo;

/// <summary>Where the demo's file goes: where the user wants to keep it, or into a temporary directory that goes with this.</summary>
internal sealed class DemoPlace : IDisposable
{
    private readonly DirectoryInfo? _temporary;

    private DemoPlace(string file, DirectoryInfo? temporary)
    {
        File = Path.GetFullPath(file);
        _temporary = temporary;
    }

    /// <summary>The file's full path.</summary>
    public string File { get; }

    /// <summary>The same, if it stays.</summary>
    public string? KeptFile => _temporary is null ? File : null;

    /// <exception cref="UsageException">The place to keep it at names no file.</exception>
    public static DemoPlace Prepare(string? keep)
    {
        if (keep is not null)
        {
            return new DemoPlace(Destination.Resolve(keep, DemoScene.Key, Directory.Exists), null);
        }

        var temporary = Directory.CreateTempSubdirectory("actordl-demo-");
        return new DemoPlace(Path.Combine(temporary.FullName, DemoScene.Key), temporary);
    }

    public void Dispose() => _temporary?.Delete(recursive: true);
}
