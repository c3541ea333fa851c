namespace ActorDownloader.ObjectStore.Signing;

/// <summary>A key pair, the keys derived from it so far, and nothing that anybody could print. Any thread may use it.</summary>
internal sealed class SigningCredentials(AccessKey accessKey, int generation)
{
    // A day's keys for a few regions and services. More means that old days pile up: begin again.
    private const int MaxKeys = 16;

    // Replaced, never changed. So few that a search beats a dictionary, whose code for such a key would also have to be compiled first.
    private volatile SigningKey[] _keys = [];

    public AccessKey AccessKey => accessKey;

    /// <summary>Counts how often the credentials have changed.</summary>
    public int Generation => generation;

    public SigningKey KeyFor(ReadOnlySpan<char> date, string region, string service)
    {
        var keys = _keys;
        foreach (var known in keys)
        {
            if (known.IsFor(date, region, service))
            {
                return known;
            }
        }

        // Two threads may derive the same key, or forget one another's: that costs some hashes, no more.
        var key = SigningKey.Derive(accessKey.Secret, date.ToString(), region, service);
        _keys = keys.Length < MaxKeys ? [key, .. keys] : [key];
        return key;
    }

    /// <summary>The generation alone.</summary>
    public override string ToString() => $"credentials {generation}";
}
