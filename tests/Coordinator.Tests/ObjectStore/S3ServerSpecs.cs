using System.Net;
using System.Text;
using ActorDownloader.Messages;
using ActorDownloader.ObjectStore;
using ActorDownloader.Testing;
using Amazon.Runtime;

namespace ActorDownloader.Coordinator.Tests.ObjectStore;

/// <summary>
/// A real server takes what is signed here, sent as a worker sends it. It is more lenient than AWS, which refuses unsigned headers:
/// <see cref="RequestSignerSpecs"/> holds the list of those that are signed.
/// </summary>
public sealed class S3ServerSpecs(S3ServerFixture fixture) : IClassFixture<S3ServerFixture>
{
    private static readonly HttpClient Http = new();
    private static readonly byte[] CustomersKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    [S3ServerTheory]
    [InlineData("plain.bin")]
    [InlineData("dir/with space + plus")]
    [InlineData("100% %2F %25 %")]
    [InlineData("Ünïcode/日本語 🦊")]
    [InlineData("?a=b#c&d;e=f")]
    [InlineData("inner//and//trailing//")]
    [InlineData("./dot/../dots/./.")]
    [InlineData("!*'()@:,$[]{}|\\^`\"<>~")]
    public async Task An_object_is_read_whatever_its_key(string key)
    {
        await fixture.PutAsync(key, Encoding.UTF8.GetBytes(key));
        using var answer = await Get(new ObjectRequest(fixture.Bucket, key, checksumMode: true));
        Assert.Equal((HttpStatusCode.OK, key), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [S3ServerFact]
    public async Task A_range_and_a_condition_need_no_signature()
    {
        var etag = (await fixture.PutAsync("range", "0123456789"u8.ToArray())).ETag;
        var request = new ObjectRequest(fixture.Bucket, "range");
        using var part = await Get(request, message => AddTo(message, "bytes=2-4", etag));
        Assert.Equal((HttpStatusCode.PartialContent, "234"), (part.StatusCode, await part.Content.ReadAsStringAsync()));
        using var changed = await Get(request, message => AddTo(message, "bytes=2-4", "\"another\""));
        Assert.Equal(HttpStatusCode.PreconditionFailed, changed.StatusCode);

        static void AddTo(HttpRequestMessage message, string range, string etag)
        {
            message.Headers.TryAddWithoutValidation("Range", range);
            message.Headers.TryAddWithoutValidation("If-Match", etag);
        }
    }

    [S3ServerFact]
    public async Task A_version_is_read()
    {
        var first = await fixture.PutVersionAsync("versions", "first"u8.ToArray());
        await fixture.PutVersionAsync("versions", "second"u8.ToArray());
        using var answer = await Get(new ObjectRequest(fixture.VersionedBucket, "versions", first));
        Assert.Equal("first", await answer.Content.ReadAsStringAsync());
    }

    [S3ServerFact]
    public async Task An_object_under_a_customers_key_is_read_with_it_alone()
    {
        await fixture.PutWithCustomerKeyAsync("encrypted", "secret"u8.ToArray(), CustomersKey);
        using var answer = await Get(new ObjectRequest(fixture.Bucket, "encrypted", sse: SseCustomerKey.FromBytes(CustomersKey)));
        Assert.Equal("secret", await answer.Content.ReadAsStringAsync());
        using var without = await Get(new ObjectRequest(fixture.Bucket, "encrypted"));
        Assert.Equal(HttpStatusCode.BadRequest, without.StatusCode);
    }

    [S3ServerFact]
    public async Task Every_header_at_once_is_taken()
    {
        await fixture.PutAsync("headers", "x"u8.ToArray());
        using var answer = await Get(new ObjectRequest(fixture.Bucket, "headers", requestPayer: true, checksumMode: true));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [S3ServerFact]
    public async Task A_wrong_secret_is_refused()
    {
        await fixture.PutAsync("refused", "x"u8.ToArray());
        using var answer = await Get(
            new ObjectRequest(fixture.Bucket, "refused"), credentials: new BasicAWSCredentials(fixture.Server.Owner.AccessKeyId, "wrong"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("SignatureDoesNotMatch", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [S3ServerFact]
    public async Task A_changed_signed_header_is_refused()
    {
        await fixture.PutAsync("changed", "x"u8.ToArray());
        using var answer = await Get(new ObjectRequest(fixture.Bucket, "changed", checksumMode: true), message =>
        {
            message.Headers.Remove("x-amz-checksum-mode");
            message.Headers.TryAddWithoutValidation("x-amz-checksum-mode", "DISABLED");
        });
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [S3ServerFact]
    public async Task Nobody_reads_a_private_object()
    {
        await fixture.PutAsync("private", "x"u8.ToArray());
        using var answer = await Get(new ObjectRequest(fixture.Bucket, "private"), credentials: new AnonymousAWSCredentials());
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [S3ServerFact]
    public async Task A_clock_that_is_wrong_can_be_corrected()
    {
        await fixture.PutAsync("clock", "x"u8.ToArray());
        var wrong = new ManualTimeProvider(DateTimeOffset.UtcNow - TimeSpan.FromHours(3));
        await using var store = Store(wrong);
        using var refused = await Send(await store.SignAsync(new ObjectRequest(fixture.Bucket, "clock"), null, CancellationToken.None));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        store.ClockCorrection = refused.Headers.Date!.Value - wrong.GetUtcNow();
        using var taken = await Send(await store.SignAsync(new ObjectRequest(fixture.Bucket, "clock"), null, CancellationToken.None));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
    }

    private S3ObjectStore Store(TimeProvider time, AWSCredentials? credentials = null) => S3ObjectStore.Create(
        new S3Options
        {
            EndpointUrl = fixture.Server.Url,
            Region = fixture.Server.Region,
            Credentials = credentials ?? new BasicAWSCredentials(fixture.Server.Owner.AccessKeyId, fixture.Server.Owner.SecretAccessKey),
        },
        Settings.Reference,
        time);

    private async Task<HttpResponseMessage> Get(
        ObjectRequest request, Action<HttpRequestMessage>? change = null, AWSCredentials? credentials = null)
    {
        await using var store = Store(TimeProvider.System, credentials);
        return await Send(await store.SignAsync(request, null, CancellationToken.None), change);
    }

    private static async Task<HttpResponseMessage> Send(SignedSource signed, Action<HttpRequestMessage>? change = null)
    {
        var uri = new Uri(signed.Source.Url, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var message = new HttpRequestMessage(HttpMethod.Get, uri);
        foreach (RequestHeader header in signed.Source.Headers)
        {
            Assert.True(message.Headers.TryAddWithoutValidation(header.Name, header.Value));
        }

        change?.Invoke(message);
        return await Http.SendAsync(message);
    }
}
