using System.Collections.Concurrent;
using ActorDownloader.Messages;
using ActorDownloader.ObjectStore;

namespace ActorDownloader.Transfers;

/// <summary>Signs at once, or as a spec says; remembers what it was asked and taught.</summary>
internal sealed class ScriptedObjectStore : IObjectStore
{
    /// <summary>What to do in place of signing; gets the number of the request, from 1.</summary>
    public Func<int, SignedSource>? Answer { get; set; }

    /// <summary>Signing waits for this.</summary>
    public Task Ready { get; set; } = Task.CompletedTask;

    public ConcurrentQueue<(ObjectRequest Request, string? ETag)> Signed { get; } = [];

    public ConcurrentQueue<string> Lessons { get; } = [];

    public TimeSpan ClockCorrection
    {
        get;
        set
        {
            field = value;
            Lessons.Enqueue("clock");
        }
    }

    public static SignedSource SourceUntil(DateTimeOffset renewAfter, string url = "http://origin/bucket/key", string? etag = null) =>
        new(new ObjectSource(url, [], etag), renewAfter, 1, "http://origin");

    public Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask<SignedSource> SignAsync(ObjectRequest request, string? etag, CancellationToken cancellationToken)
    {
        Signed.Enqueue((request, etag));
        var number = Signed.Count;
        await Ready.WaitAsync(cancellationToken);
        return Answer?.Invoke(number) ?? SourceUntil(DateTimeOffset.UtcNow.AddDays(1), etag: etag);
    }

    public async Task<PartLengthAnswer> FindPartLengthAsync(ObjectRequest request, string? etag, CancellationToken cancellationToken)
    {
        Signed.Enqueue((request with { PartNumber = 1 }, etag));
        await Ready.WaitAsync(cancellationToken);
        return new PartLengthAnswer(1, null);
    }

    public void RenewCredentials(SignedSource refused) => Lessons.Enqueue($"credentials {refused.Generation}");

    public bool MoveBucket(string bucket, string region)
    {
        Lessons.Enqueue($"{bucket} to {region}");
        return true;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
