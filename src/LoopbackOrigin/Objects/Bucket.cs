using System.Text;

namespace ActorDownloader.LoopbackOrigin.Objects;

/// <summary>The versions of a bucket's objects, oldest first. Used under the store's lock.</summary>
internal sealed class Bucket
{
    private readonly Dictionary<string, List<ObjectVersion>> _objects = new(StringComparer.Ordinal);

    public BucketDefinition Definition { get; set; } = new();

    public void Add(string key, ObjectVersion version)
    {
        if (!_objects.TryGetValue(key, out var versions))
        {
            _objects.Add(key, versions = new(1));
        }
        else if (!Definition.Versioned)
        {
            versions.Clear();
        }

        versions.Add(version);
    }

    public void Delete(string key, ObjectVersion marker)
    {
        if (Definition.Versioned)
        {
            Add(key, marker);
        }
        else
        {
            _objects.Remove(key);
        }
    }

    public void Remove(string key, string versionId)
    {
        if (!_objects.TryGetValue(key, out var versions))
        {
            return;
        }

        versions.RemoveAll(version => version.VersionId == versionId);
        if (versions.Count == 0)
        {
            _objects.Remove(key);
        }
    }

    public ObjectVersion? Find(string key, string? versionId) =>
        !_objects.TryGetValue(key, out var versions) ? null
        : versionId is null ? versions[^1]
        : versions.Find(version => version.VersionId == versionId || (versionId == "null" && !Definition.Versioned));

    public List<KeyValuePair<string, ObjectVersion>> List(string prefix) =>
        [.. _objects
            .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal) && entry.Value[^1].Definition is not null)
            .Select(entry => KeyValuePair.Create(entry.Key, entry.Value[^1]))
            .OrderBy(entry => entry.Key, Utf8Order)];

    // Ordinal comparison of UTF-16 differs from S3's order for characters beyond the basic plane.
    private static readonly Comparer<string> Utf8Order =
        Comparer<string>.Create((a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)));
}
