using ActorDownloader.Messages;
using ActorDownloader.ObjectStore;
using ActorDownloader.ObjectStore.Credentials;
using ActorDownloader.Testing;

namespace ActorDownloader.Coordinator.Tests.ObjectStore;

public sealed class S3ObjectStoreSpecs : IDisposable
{
    private static readonly ObjectRequest Request = new("bucket", "key");

    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly AwsHome _home = new(("AWS_ACCESS_KEY_ID", "AKID"), ("AWS_SECRET_ACCESS_KEY", "SECRET"));

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task A_request_is_signed_for_the_bucket_in_its_region()
    {
        await using var store = Store("region = eu-west-1");
        var signed = await store.SignAsync(Request, "\"etag\"", CancellationToken.None);
        Assert.Equal("https://bucket.s3.eu-west-1.amazonaws.com/key", signed.Source.Url);
        Assert.Equal("\"etag\"", signed.Source.ETag);
        Assert.Contains("Credential=AKID/20300102/eu-west-1/s3/aws4_request", Header(signed, "authorization"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_known_is_signed_at_once()
    {
        await using var store = Store();
        await store.SignAsync(Request, null, CancellationToken.None);
        var signing = store.SignAsync(new ObjectRequest("bucket", "other"), null, CancellationToken.None);
        Assert.True(signing.IsCompletedSuccessfully);
        Assert.EndsWith("/other", (await signing).Source.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_is_renewed_after_its_lifetime()
    {
        await using var store = Store("signature-lifetime = 2m");
        Assert.Equal(
            _time.GetUtcNow() + TimeSpan.FromMinutes(2), (await store.SignAsync(Request, null, CancellationToken.None)).RenewAfter);
    }

    [Fact]
    public async Task A_signature_is_renewed_when_its_credentials_end_if_that_is_sooner()
    {
        var ends = _time.GetUtcNow() + TimeSpan.FromSeconds(90);
        await using var store = Store(source: new ScriptedSource(_ => Task.FromResult(ScriptedSource.Key("A", ends))));
        Assert.Equal(ends, (await store.SignAsync(Request, null, CancellationToken.None)).RenewAfter);
    }

    [Fact]
    public async Task Credentials_that_have_ended_already_do_not_make_signatures_that_have()
    {
        var ended = _time.GetUtcNow() - TimeSpan.FromSeconds(1);
        await using var store = Store(source: new ScriptedSource(_ => Task.FromResult(ScriptedSource.Key("A", ended))));
        var signed = await store.SignAsync(Request, null, CancellationToken.None);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(5), signed.RenewAfter);
    }

    [Fact]
    public async Task A_signature_is_dated_by_the_clock_of_the_origin()
    {
        await using var store = Store();
        store.ClockCorrection = TimeSpan.FromHours(-4);
        var signed = await store.SignAsync(Request, null, CancellationToken.None);
        Assert.Equal("20300101T230405Z", Header(signed, "x-amz-date"));
        Assert.Contains("/20300101/", Header(signed, "authorization"), StringComparison.Ordinal);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(5), signed.RenewAfter);
    }

    [Fact]
    public async Task A_new_day_has_a_new_key()
    {
        await using var store = Store();
        await store.SignAsync(Request, null, CancellationToken.None);
        _time.Advance(TimeSpan.FromDays(1));
        var signed = await store.SignAsync(Request, null, CancellationToken.None);
        Assert.Contains("/20300103/", Header(signed, "authorization"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_that_moved_is_signed_for_its_new_region()
    {
        await using var store = Store("region = us-east-1");
        await store.SignAsync(Request, null, CancellationToken.None);
        Assert.True(store.MoveBucket("bucket", "eu-west-3"));
        var signed = await store.SignAsync(Request, null, CancellationToken.None);
        Assert.StartsWith("https://bucket.s3.eu-west-3.", signed.Source.Url, StringComparison.Ordinal);
        Assert.Contains("/eu-west-3/s3/", Header(signed, "authorization"), StringComparison.Ordinal);
        Assert.False(store.MoveBucket("bucket", "eu-west-3"));
    }

    [Fact]
    public async Task Refused_credentials_are_replaced()
    {
        await using var store = Store(source: new ScriptedSource("A", "B"));
        var refused = await store.SignAsync(Request, null, CancellationToken.None);
        store.RenewCredentials(refused);
        var signed = await store.SignAsync(Request, null, CancellationToken.None);
        Assert.Contains("Credential=B/", Header(signed, "authorization"), StringComparison.Ordinal);
        Assert.NotEqual(refused.Generation, signed.Generation);
    }

    [Fact]
    public async Task Lasting_keys_that_were_refused_stay_the_same_generation()
    {
        await using var store = Store();
        var refused = await store.SignAsync(Request, null, CancellationToken.None);
        store.RenewCredentials(refused);
        Assert.Equal(refused.Generation, (await store.SignAsync(Request, null, CancellationToken.None)).Generation);
    }

    [Fact]
    public async Task The_region_of_the_instance_is_used_where_nobody_says_one()
    {
        await using var store = Store(source: new ScriptedSource("A") { InstanceRegion = "ap-south-1" });
        Assert.StartsWith(
            "https://bucket.s3.ap-south-1.",
            (await store.SignAsync(Request, null, CancellationToken.None)).Source.Url,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anonymous_requests_need_no_credentials_and_carry_no_signature()
    {
        using var home = new AwsHome();
        await using var store = new S3ObjectStore(Settings.Of("anonymous = on"), home.Environment, _time);
        var signed = await store.SignAsync(Request, null, CancellationToken.None);
        Assert.Empty(signed.Source.Headers);
        Assert.Equal(0, signed.Generation);
        store.RenewCredentials(signed);
    }

    [Fact]
    public async Task Without_credentials_nothing_is_signed()
    {
        using var home = new AwsHome();
        await using var store = new S3ObjectStore(Settings.Of(), home.Environment, _time);
        var failure = await Assert.ThrowsAsync<ObjectStoreException>(
            async () => await store.SignAsync(Request, null, CancellationToken.None));
        Assert.Equal(ObjectStoreFault.CredentialsNotFound, failure.Fault);
        await Assert.ThrowsAsync<ObjectStoreException>(() => store.PrepareAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Preparing_finds_the_credentials()
    {
        var source = new ScriptedSource("A");
        await using var store = Store(source: source);
        await store.PrepareAsync(CancellationToken.None);
        await store.SignAsync(Request, null, CancellationToken.None);
        Assert.Equal(1, source.Asked);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("endpoint-url = \"https://s3.example.com\"", true)]
    [InlineData("endpoint-url = \"http://127.0.0.1:9000\"", false)]
    public async Task Once_prepared_it_tells_whether_tls_is_likely(string settings, bool isLikely)
    {
        await using var store = Store(settings);
        Assert.False(store.IsTlsLikely);
        await store.PrepareAsync(CancellationToken.None);
        Assert.Equal(isLikely, store.IsTlsLikely);
    }

    [Fact]
    public async Task Slow_credentials_do_not_keep_it_from_telling_whether_tls_is_likely()
    {
        await using var store = Store(source: new ScriptedSource(_ => new TaskCompletionSource<SourcedKey>().Task));
        using var cancellation = new CancellationTokenSource();
        var preparing = store.PrepareAsync(cancellation.Token);
        await Eventually.IsTrueAsync(() => store.IsTlsLikely, "TLS likely");
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => preparing);
    }

    [Fact]
    public async Task Waiting_for_credentials_can_be_given_up()
    {
        await using var store = Store(source: new ScriptedSource(_ => new TaskCompletionSource<SourcedKey>().Task));
        using var cancellation = new CancellationTokenSource();
        var waiting = store.SignAsync(Request, null, cancellation.Token).AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private S3ObjectStore Store(string overlay = "", ICredentialSource? source = null) =>
        new(Settings.Of(overlay), _home.Environment, _time, source);

    private static string Header(SignedSource signed, string name) =>
        Assert.Single(signed.Source.Headers, (RequestHeader header) => header.Name == name).Value;
}
