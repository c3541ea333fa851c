using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ActorDownloader.LoopbackOrigin.Objects;

/// <summary>The origin's buckets and objects, to be changed at any time, while requests run too. Safe for use by several threads.</summary>
public sealed class BucketStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);
    private readonly TimeProvider _time;
    private long _versions;

    internal BucketStore(TimeProvider time) => _time = time;

    /// <summary>Makes a bucket, or changes the rules of one that exists.</summary>
    public void PutBucket(string bucket, BucketDefinition definition)
    {
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        ArgumentNullException.ThrowIfNull(definition);
        lock (_lock)
        {
            Open(bucket).Definition = definition;
        }
    }

    /// <summary>Puts a new version of an object, and the bucket with it where there is none. Requests that begin later see it.</summary>
    /// <exception cref="ArgumentException">The definition contradicts itself.</exception>
    public ObjectVersion Put(string bucket, string key, ObjectDefinition definition)
    {
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(definition);
        definition.Validate();
        var versionId = NextVersionId();
        var lastModified = InSeconds(definition.LastModified ?? _time.GetUtcNow());
        var version = new ObjectVersion(versionId, definition, ObjectETag.For(definition, versionId), lastModified);
        lock (_lock)
        {
            Open(bucket).Add(key, version);
        }

        return version;
    }

    /// <summary>Deletes an object. A bucket with versions keeps the old ones under a delete marker.</summary>
    public void Delete(string bucket, string key)
    {
        var marker = new ObjectVersion(NextVersionId(), null, "", InSeconds(_time.GetUtcNow()));
        lock (_lock)
        {
            if (_buckets.TryGetValue(bucket, out var found))
            {
                found.Delete(key, marker);
            }
        }
    }

    /// <summary>Removes one version, or a delete marker, for good.</summary>
    public void DeleteVersion(string bucket, string key, string versionId)
    {
        lock (_lock)
        {
            if (_buckets.TryGetValue(bucket, out var found))
            {
                found.Remove(key, versionId);
            }
        }
    }

    internal bool TryGetBucket(string bucket, [NotNullWhen(true)] out BucketDefinition? definition)
    {
        lock (_lock)
        {
            definition = _buckets.TryGetValue(bucket, out var found) ? found.Definition : null;
            return definition is not null;
        }
    }

    /// <summary>The latest version, or the one named; null where there is none.</summary>
    internal ObjectVersion? Find(string bucket, string key, string? versionId)
    {
        lock (_lock)
        {
            return _buckets.TryGetValue(bucket, out var found) ? found.Find(key, versionId) : null;
        }
    }

    /// <summary>
    /// The latest versions of all keys with the prefix, in the order of their UTF-8 bytes, without those that are deleted.
    /// </summary>
    internal List<KeyValuePair<string, ObjectVersion>> List(string bucket, string prefix)
    {
        lock (_lock)
        {
            return _buckets.TryGetValue(bucket, out var found) ? found.List(prefix) : [];
        }
    }

    private Bucket Open(string bucket)
    {
        if (!_buckets.TryGetValue(bucket, out var found))
        {
            _buckets.Add(bucket, found = new Bucket());
        }

        return found;
    }

    private string NextVersionId() => string.Create(CultureInfo.InvariantCulture, $"version-{Interlocked.Increment(ref _versions):D6}");

    private static DateTimeOffset InSeconds(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}
