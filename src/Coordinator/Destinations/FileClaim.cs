using System.Collections.Immutable;
using System.Runtime.InteropServices;
using ActorDownloader.Journaling;

namespace ActorDownloader.Destinations;

/// <summary>A transfer's wish for a temporary file.</summary>
/// <param name="Request">Whose file it is to be.</param>
/// <param name="Destination">Full path of the destination.</param>
/// <param name="Leftovers">What is to become of what earlier runs of the request left.</param>
/// <param name="Tag">What tells the file from all others where no name that can be found again is free; letters and digits.</param>
/// <param name="JournalBroken">Told once, on any thread, if the journal cannot be written; that harms nothing else.</param>
internal sealed record FileClaim(
    RequestIdentity Request, string Destination, LeftoverUse Leftovers, string Tag, Action<Exception> JournalBroken)
{
    /// <summary>The paths at which the request's files can be found again, one for each generation.</summary>
    public ImmutableArray<string> Paths { get; } = PathsOf(Request.Tag, Destination);

    /// <summary>The path for a file that nothing leads to again.</summary>
    public string OwnPath => PathOf(Path.GetDirectoryName(Destination)!, Path.GetFileName(Destination), Tag);

    /// <summary>The path for a copy of what stands there.</summary>
    public string CopyPath => PathOf(Path.GetDirectoryName(Destination)!, Path.GetFileName(Destination), Tag + "c");

    private static ImmutableArray<string> PathsOf(string requestTag, string destination)
    {
        var (directory, name) = (Path.GetDirectoryName(destination)!, Path.GetFileName(destination));
        var paths = new string[TemporaryName.Generations];
        for (var generation = 0; generation < paths.Length; generation++)
        {
            paths[generation] = PathOf(directory, name, TemporaryName.TagOf(requestTag, generation));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(paths);
    }

    private static string PathOf(string directory, string name, string tag) => Path.Join(directory, TemporaryName.For(name, tag));
}

/// <summary>What is to become of what earlier runs of a request left.</summary>
internal enum LeftoverUse
{
    /// <summary>One is taken over, if it can be.</summary>
    TakeOver,

    /// <summary>It is removed.</summary>
    Remove,

    /// <summary>Nobody looks for it: the transfer has looked before.</summary>
    Ignore,
}
