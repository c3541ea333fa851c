using System.Collections.Immutable;
using ActorDownloader.LoopbackOrigin.Faults;
using ActorDownloader.LoopbackOrigin.Objects;
using ActorDownloader.LoopbackOrigin.Traffic;

namespace ActorDownloader.LoopbackOrigin.Process;

/// <summary>What to change at an origin. Applied from top to bottom; what is not named stays.</summary>
/// <remarks>Settable, because generated deserialisation forgets the initial values of init-only properties.</remarks>
internal record OriginChange
{
    /// <summary>Rules of buckets, by name.</summary>
    public ImmutableDictionary<string, BucketDefinition> Buckets { get; set; } = ImmutableDictionary<string, BucketDefinition>.Empty;

    /// <summary>Objects to put.</summary>
    public ImmutableArray<ObjectSetup> Objects { get; set; } = [];

    /// <summary>Objects to delete.</summary>
    public ImmutableArray<ObjectName> Delete { get; set; } = [];

    /// <summary>Forget all faults.</summary>
    public bool ClearFaults { get; set; }

    /// <summary>Faults to add.</summary>
    public ImmutableArray<FaultRule> Faults { get; set; } = [];

    /// <summary>Rates and limits, all of them.</summary>
    public TrafficShape? Traffic { get; set; }

    /// <summary>Keys that requests must be signed with from now on.</summary>
    public ImmutableArray<KeySetup> Keys { get; set; } = [];

    /// <summary>Ids of keys that have expired.</summary>
    public ImmutableArray<string> ExpireKeys { get; set; } = [];

    /// <summary>Files to compare with objects, when all the rest is done.</summary>
    public ImmutableArray<ComparisonSetup> Compare { get; set; } = [];

    /// <exception cref="ArgumentException">A rule or an object contradicts itself; what stood before it is in force.</exception>
    /// <exception cref="KeyNotFoundException">A key that is to expire does not exist.</exception>
    public void ApplyTo(S3LoopbackOrigin origin)
    {
        foreach (var (name, definition) in Buckets)
        {
            origin.Objects.PutBucket(name, definition);
        }

        foreach (var setup in Objects)
        {
            setup.PutInto(origin.Objects);
        }

        foreach (var name in Delete)
        {
            origin.Objects.Delete(name.Bucket, name.Key);
        }

        if (ClearFaults)
        {
            origin.Faults.Clear();
        }

        foreach (var rule in Faults)
        {
            origin.Faults.Add(rule);
        }

        origin.Traffic = Traffic ?? origin.Traffic;
        foreach (var key in Keys)
        {
            origin.Keys.Add(key.Id, key.Secret, key.Token);
        }

        foreach (var id in ExpireKeys)
        {
            origin.Keys.Expire(id);
        }
    }
}

/// <summary>Names an object.</summary>
internal sealed record ObjectName(string Bucket, string Key);

/// <summary>An access key.</summary>
internal sealed record KeySetup(string Id, string Secret, string? Token = null)
{
    /// <summary>The id alone.</summary>
    public override string ToString() => Id;
}
