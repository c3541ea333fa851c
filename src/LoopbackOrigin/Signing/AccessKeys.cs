using System.Collections.Concurrent;

namespace ActorDownloader.LoopbackOrigin.Signing;

/// <summary>
/// The keys that requests may be signed with. While there are none, signatures are not looked at. Safe for use by several threads.
/// </summary>
public sealed class AccessKeys
{
    private readonly ConcurrentDictionary<string, AccessKey> _keys = new(StringComparer.Ordinal);

    /// <summary>Adds a key, or replaces the one with this id.</summary>
    /// <param name="accessKeyId">The id.</param>
    /// <param name="secretAccessKey">The secret.</param>
    /// <param name="sessionToken">The token that must come with temporary keys; null for lasting ones.</param>
    public void Add(string accessKeyId, string secretAccessKey, string? sessionToken = null) =>
        _keys[accessKeyId] = new(secretAccessKey, sessionToken, ExpiredStatus: null);

    /// <summary>From now on, requests signed with this key get <c>ExpiredToken</c>.</summary>
    /// <param name="accessKeyId">The key.</param>
    /// <param name="status">S3 itself says it with 400, some of its likes with 403.</param>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public void Expire(string accessKeyId, int status = 400) => _keys[accessKeyId] = _keys[accessKeyId] with { ExpiredStatus = status };

    /// <summary>Takes a key away: requests signed with it get <c>InvalidAccessKeyId</c>, or, if it was the last, go unchecked.</summary>
    public void Remove(string accessKeyId) => _keys.TryRemove(accessKeyId, out _);

    internal bool Any => !_keys.IsEmpty;

    internal AccessKey? Find(string accessKeyId) => _keys.GetValueOrDefault(accessKeyId);
}

/// <summary>What the origin knows of an access key.</summary>
internal sealed record AccessKey(string Secret, string? SessionToken, int? ExpiredStatus);
