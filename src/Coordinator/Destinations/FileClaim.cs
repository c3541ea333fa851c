using System.Collections.Immutable;
using ActorDownloader.Journaling;

namespace ActorDownloader.Destinations;

/// <summary>A transfer's wish for a temporary file.</summary>
/// <param name="Request">Whose file it is to be.</param>
/// <param name="Destination">Full path of the destination.</param>
/// <param name="Leftovers">What is to become of what earlier runs of the request left.</param>
/// <param name="Tag">What tells the file from all others where no name that can be found again is free; letters and digits.</param>
internal sealed record FileClaim(RequestIdentity Request, string Destination, LeftoverUse Leftovers, string Tag)
{
    /// <summary>The paths at which the request's files can be found again, one for each generation.</summary>
    public ImmutableArray<string> Paths { get; } = PathsOf(Request.Tag, Destination);

    /// <summary>The path for a file that nothing leads to again.</summary>
    public string OwnPath => PathOf(Destination, Tag);

    private static ImmutableArray<string> PathsOf(string requestTag, string destination) =>
        [.. Enumerable.Range(0, TemporaryName.Generations).Select(generation => PathOf(destination, TemporaryName.TagOf(requestTag, generation)))];

    private static string PathOf(string destination, string tag) =>
        Path.Combine(Path.GetDirectoryName(destination)!, TemporaryName.For(Path.GetFileName(destination), tag));
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
