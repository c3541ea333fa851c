using System.Collections.Immutable;
using System.Globalization;
using ActorDownloader.LoopbackOrigin.Faults;

namespace ActorDownloader.Chaos;

/// <summary>Something that goes wrong during a download, and what may come of it.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="Outlived">Whether the download must complete all the same.</param>
/// <param name="Kinds">The failures that it excuses, as <c>actordl get --json</c> names them.</param>
internal abstract record Disturbance(string Name, bool Outlived, ImmutableArray<string> Kinds)
{
    /// <summary>The origin misbehaves from the beginning.</summary>
    internal sealed record AtOrigin(string Name, FaultRule Rule, bool Outlived, ImmutableArray<string> Kinds)
        : Disturbance(Name, Outlived, Kinds);

    /// <summary>Something is done once the origin has sent a share of the object.</summary>
    internal sealed record Deed(string Name, Act Act, double Share, bool Outlived, ImmutableArray<string> Kinds)
        : Disturbance(Name, Outlived, Kinds);

    /// <summary>No file may grow beyond a share of the object's length.</summary>
    internal sealed record SizeLimit(double Share) : Disturbance("file-size limit", false, ["DestinationFull"]);

    public sealed override string ToString() => this switch
    {
        Deed deed => $"{deed.Name} at {deed.Share:P0}",
        AtOrigin origin =>
            origin.Rule.Probability is { } probability
                ? $"{origin.Name} ({probability:P0})"
                : $"{origin.Name} ({origin.Rule.Times?.ToString(CultureInfo.InvariantCulture) ?? "always"})",
        _ => Name,
    };
}

/// <summary>What is done to a download.</summary>
internal enum Act
{
    KillWorker,
    KillAllWorkers,
    StopWorker,
    KillCoordinator,
    StopCoordinator,
    Interrupt,
    Terminate,
    OverwriteObject,
    DeleteObject,
    LoseOrigin,
    RemoveTemporary,
    TruncateTemporary,
    RemoveDirectory,
    DenyDirectory,
}
