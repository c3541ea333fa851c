using ActorDownloader.ObjectStore;
using ActorDownloader.ObjectStore.Credentials;
using ActorDownloader.Testing;

namespace ActorDownloader.Coordinator.Tests.ObjectStore;

public sealed class CredentialCacheSpecs
{
    private readonly ManualTimeProvider _time = new();
    private readonly S3Settings _settings = Settings.Of(
        "credentials-check-interval = 1m, credentials-retry-delay = 5s, credentials-timeout = 30s");

    private int _searches;

    [Fact]
    public async Task All_who_wait_share_one_search_and_one_question()
    {
        var gate = new TaskCompletionSource<SourcedKey>();
        var source = new ScriptedSource(_ => gate.Task);
        using var cache = Cache(source);
        var waiting = Enumerable.Range(0, 10).Select(_ => cache.GetAsync(CancellationToken.None)).ToArray();
        gate.SetResult(ScriptedSource.Key("A"));
        var held = await Task.WhenAll(waiting);
        Assert.Single(held.Distinct());
        Assert.Equal((1, 1), (_searches, source.Asked));
    }

    [Fact]
    public async Task Credentials_are_fresh_until_the_check_interval_has_passed()
    {
        var source = new ScriptedSource("A");
        using var cache = Cache(source);
        Assert.Null(cache.Fresh(_time.GetUtcNow()));
        var held = await cache.GetAsync(CancellationToken.None);
        Assert.Same(held, cache.Fresh(_time.GetUtcNow() + TimeSpan.FromSeconds(59)));
        Assert.Null(cache.Fresh(_time.GetUtcNow() + TimeSpan.FromSeconds(60)));
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Same(held.Signing, (await cache.GetAsync(CancellationToken.None)).Signing);
        Assert.Equal((1, 2), (_searches, source.Asked));
    }

    [Fact]
    public async Task Credentials_are_asked_for_when_they_end_if_that_is_sooner()
    {
        var ends = _time.GetUtcNow() + TimeSpan.FromSeconds(10);
        using var cache = Cache(new ScriptedSource(_ => Task.FromResult(ScriptedSource.Key("A", ends))));
        var held = await cache.GetAsync(CancellationToken.None);
        Assert.Equal((ends, ends), (held.FreshUntil, held.Expires));
    }

    [Fact]
    public async Task Keys_that_never_change_are_fresh_for_ever()
    {
        using var cache = Cache(new ScriptedSource("A") { IsFixed = true });
        await cache.GetAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromDays(3650));
        Assert.NotNull(cache.Fresh(_time.GetUtcNow()));
    }

    [Fact]
    public async Task Other_keys_are_another_generation()
    {
        using var cache = Cache(new ScriptedSource("A", "A", "B"));
        Assert.Equal(1, await Generation(cache));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await Generation(cache));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(2, await Generation(cache));
    }

    [Fact]
    public async Task Refused_credentials_are_got_anew_from_where_they_came_from()
    {
        var source = new ScriptedSource("A", "B");
        using var cache = Cache(source);
        cache.Refuse(await Generation(cache));
        Assert.Null(cache.Fresh(_time.GetUtcNow()));
        Assert.Equal(2, await Generation(cache));
        Assert.Equal((1, 1), (source.Discarded, _searches));
    }

    [Fact]
    public async Task A_refusal_of_credentials_that_are_gone_changes_nothing()
    {
        var source = new ScriptedSource("A", "B");
        using var cache = Cache(source);
        var refused = await Generation(cache);
        cache.Refuse(refused);
        await Generation(cache);
        cache.Refuse(refused);
        Assert.NotNull(cache.Fresh(_time.GetUtcNow()));
        Assert.Equal(1, source.Discarded);
    }

    [Fact]
    public async Task Refused_keys_that_never_change_are_searched_for_again()
    {
        using var cache = Cache(new ScriptedSource("A") { IsFixed = true }, new ScriptedSource("B") { IsFixed = true });
        cache.Refuse(await Generation(cache));
        Assert.Equal(2, await Generation(cache));
        Assert.Equal(2, _searches);
    }

    [Fact]
    public async Task The_same_keys_after_a_refusal_are_the_same_generation()
    {
        using var cache = Cache(new ScriptedSource("A"));
        var refused = await Generation(cache);
        cache.Refuse(refused);
        Assert.Equal(refused, await Generation(cache));
    }

    [Fact]
    public async Task A_failure_is_everybodys_until_the_retry_delay_has_passed()
    {
        var source = new ScriptedSource(
            ask => ask == 0
                ? Task.FromException<SourcedKey>(new InvalidOperationException("no answer"))
                : Task.FromResult(ScriptedSource.Key("A")));
        using var cache = Cache(source);
        var failure = await Assert.ThrowsAsync<ObjectStoreException>(() => cache.GetAsync(CancellationToken.None));
        Assert.Equal(ObjectStoreFault.CredentialsFailed, failure.Fault);
        Assert.Contains("the script: no answer", failure.Message, StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromSeconds(4));
        await Assert.ThrowsAsync<ObjectStoreException>(() => cache.GetAsync(CancellationToken.None));
        Assert.Equal(1, source.Asked);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await Generation(cache));
    }

    [Fact]
    public async Task Credentials_that_cannot_be_renewed_serve_until_they_end()
    {
        var ends = _time.GetUtcNow() + TimeSpan.FromMinutes(10);
        using var cache = Cache(
            new ScriptedSource(
                ask => ask == 0
                    ? Task.FromResult(ScriptedSource.Key("A", ends))
                    : Task.FromException<SourcedKey>(new IOException("down"))));
        await cache.GetAsync(CancellationToken.None);
        _time.Advance(TimeSpan.FromMinutes(2));
        var held = await cache.GetAsync(CancellationToken.None);
        Assert.Equal((1, _time.GetUtcNow() + TimeSpan.FromSeconds(5)), (held.Signing!.Generation, held.FreshUntil));
        _time.Advance(TimeSpan.FromMinutes(8));
        await Assert.ThrowsAsync<ObjectStoreException>(() => cache.GetAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_source_that_does_not_answer_fails_in_time()
    {
        using var cache = Cache(new ScriptedSource(_ => new TaskCompletionSource<SourcedKey>().Task));
        var waiting = cache.GetAsync(CancellationToken.None);
        await _time.WhenTimersPendAsync();
        _time.Advance(TimeSpan.FromSeconds(30));
        var failure = await Assert.ThrowsAsync<ObjectStoreException>(() => waiting);
        Assert.Contains("within 30 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_who_gives_up_does_not_take_the_others_along()
    {
        var gate = new TaskCompletionSource<SourcedKey>();
        using var cache = Cache(new ScriptedSource(_ => gate.Task));
        using var impatience = new CancellationTokenSource();
        var impatient = cache.GetAsync(impatience.Token);
        var patient = cache.GetAsync(CancellationToken.None);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        gate.SetResult(ScriptedSource.Key("A"));
        Assert.Equal("A", (await patient).Signing!.AccessKey.Id);
    }

    [Fact]
    public async Task The_end_of_the_cache_ends_all_waiting()
    {
        var cache = Cache(new ScriptedSource(_ => new TaskCompletionSource<SourcedKey>().Task));
        var waiting = cache.GetAsync(CancellationToken.None);
        cache.Dispose();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static async Task<int> Generation(CredentialCache cache) => (await cache.GetAsync(CancellationToken.None)).Signing!.Generation;

    private CredentialCache Cache(params ScriptedSource[] sources) =>
        new(
            _ => Task.FromResult<ICredentialSource>(sources[Math.Min(Interlocked.Increment(ref _searches), sources.Length) - 1]),
            _settings,
            _time);
}
