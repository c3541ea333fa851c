using System.Collections.Immutable;

namespace ActorDownloader.LoopbackOrigin.Faults;

/// <summary>Which requests a fault hits. Conditions that are not set hold for every request; all that are set must hold.</summary>
/// <param name="Actions">What goes wrong; at least one.</param>
public sealed record FaultRule(params ImmutableArray<FaultAction> Actions)
{
    /// <summary>The bucket's name.</summary>
    public string? Bucket { get; init; }

    /// <summary>The object's key.</summary>
    public string? Key { get; init; }

    /// <summary><c>GET</c> or <c>HEAD</c>.</summary>
    public string? Method { get; init; }

    /// <summary>An offset in the object that the requested bytes include. A request without a range asks for all of them.</summary>
    public long? CoversOffset { get; init; }

    /// <summary>True: only requests with a <c>Range</c>; false: only those without.</summary>
    public bool? Ranged { get; init; }

    /// <summary>Requests that fit and are let through before the first is hit: 2 to hit the third.</summary>
    public int Skip { get; init; }

    /// <summary>How many requests are hit after that; null for all.</summary>
    public int? Times { get; init; }

    /// <summary>
    /// Count <see cref="Skip"/> and <see cref="Times"/> for each range of each object by itself, so that the order in which requests for
    /// different ranges come makes no difference.
    /// </summary>
    public bool PerRange { get; init; }

    /// <summary>
    /// From 0 to 1: the share of requests that is hit; null for all. Which ones follows from the script's seed, the range and how often it
    /// was
    /// asked for, not from the order in which requests for different ranges come.
    /// </summary>
    public double? Probability { get; init; }

    internal bool Fits(in FaultSubject request) =>
        (Bucket is null || Bucket == request.Bucket)
        && (Key is null || Key == request.Key)
        && (Method is null || Method == request.Method)
        && (Ranged is null || Ranged == request.Ranged)
        && (CoversOffset is not { } offset || request.Span.Contains(offset));
}
