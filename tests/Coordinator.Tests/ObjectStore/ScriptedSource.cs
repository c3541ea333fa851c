using ActorDownloader.ObjectStore.Credentials;
using ActorDownloader.ObjectStore.Signing;

namespace ActorDownloader.Coordinator.Tests.ObjectStore;

/// <summary>A source of credentials that does what the test says.</summary>
internal sealed class ScriptedSource(Func<int, Task<SourcedKey>> answer) : ICredentialSource
{
    private int _asked;
    private int _discarded;

    public ScriptedSource(params string[] ids) : this(ask => Task.FromResult(Key(ids[Math.Min(ask, ids.Length - 1)])))
    {
    }

    public string Description => "the script";

    public string? InstanceRegion { get; init; }

    public bool IsFixed { get; init; }

    public int Asked => Volatile.Read(ref _asked);

    public int Discarded => Volatile.Read(ref _discarded);

    public static SourcedKey Key(string id, DateTimeOffset? expires = null) => new(new AccessKey(id, "secret", null), expires);

    public Task<SourcedKey> GetAsync() => answer(Interlocked.Increment(ref _asked) - 1);

    public void Discard() => Interlocked.Increment(ref _discarded);
}
