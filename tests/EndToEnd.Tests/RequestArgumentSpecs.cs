using System.Security.Cryptography;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Objects;

namespace ActorDownloader.EndToEnd;

/// <summary>What a caller asks for reaches every request of the transfer.</summary>
public class RequestArgumentSpecs
{
    private const int MiB = 1 << 20;
    private const string Account = "123456789012";

    [Fact]
    public async Task Every_argument_is_on_every_request()
    {
        await using var engine = await Start();
        var key = RandomNumberGenerator.GetBytes(32);
        engine.Origin.Objects.PutBucket(Engine.Bucket, new BucketDefinition { Owner = Account, RequesterPays = true, Versioned = true });
        var old = ObjectContent.Generated(1, 5 * MiB);
        var version = engine.Origin.Objects.Put(Engine.Bucket, "object", new ObjectDefinition(old) { ETag = "\"old\"", CustomerKey = key });
        engine.Put("object", 7, seed: 2);

        var result = await engine.Download("object", "file", request => request with
        {
            VersionId = version.VersionId,
            SseCustomerKey = SseCustomerKey.FromBytes(key),
            RequestPayer = true,
            ExpectedBucketOwner = Account,
            ChecksumMode = ChecksumMode.Auto,
        }).Completion.InTimeAsync();

        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), old));
        Assert.Equal(version.VersionId, result.VersionId);
        var requests = engine.Origin.Requests.Snapshot();
        Assert.Equal(5, requests.Length);
        Assert.All(requests, request =>
        {
            Assert.Equal(version.VersionId, request.VersionId);
            Assert.Equal("AES256", request.Header("x-amz-server-side-encryption-customer-algorithm"));
            Assert.Equal(Convert.ToBase64String(key), request.Header("x-amz-server-side-encryption-customer-key"));
            Assert.Equal(Convert.ToBase64String(MD5.HashData(key)), request.Header("x-amz-server-side-encryption-customer-key-MD5"));
            Assert.Equal("requester", request.Header("x-amz-request-payer"));
            Assert.Equal(Account, request.Header("x-amz-expected-bucket-owner"));
            Assert.Equal("ENABLED", request.Header("x-amz-checksum-mode"));
        });
    }

    [Fact]
    public async Task All_but_the_first_request_are_pinned_and_closed_ranges()
    {
        await using var engine = await Start();
        engine.Put("object", (4 * MiB) + 1, seed: 5);

        await engine.Download("object", "file").Completion.InTimeAsync();

        var requests = engine.Origin.Requests.Snapshot();
        var first = Assert.Single(requests, request => request.Range is null);
        Assert.Null(first.Header("If-Match"));
        var later = requests.Where(request => request.Range is not null).ToArray();
        Assert.Equal(
            ["bytes=1048576-2097151", "bytes=2097152-3145727", "bytes=3145728-4194303", "bytes=4194304-4194304"],
            later.Select(request => request.Range!).Order(StringComparer.Ordinal));
        Assert.All(later, request => Assert.Equal($"\"5-{(4 * MiB) + 1}\"", request.Header("If-Match")));
        Assert.All(requests, request => Assert.Equal("GET", request.Method));
    }

    [Fact]
    public async Task A_small_object_is_one_request()
    {
        await using var engine = await Start();
        engine.Put("object", MiB - 1);

        var result = await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.Equal(1, result.Requests);
        Assert.Single(engine.Origin.Requests.Snapshot());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(MiB)]
    [InlineData((5 * MiB) - 1)]
    [InlineData((5 * MiB) + 1)]
    [InlineData(50L * MiB)]
    public async Task A_wrong_expected_size_is_an_error_and_never_a_padded_or_cut_file(long expected)
    {
        await using var engine = await Start();
        engine.Put("object", 5 * MiB);

        var failure = await Assert.ThrowsAsync<DownloadException>(
            () => engine.Download("object", "file", request => request with { ExpectedSize = expected }).Completion.InTimeAsync());

        Assert.Equal(DownloadErrorKind.SizeMismatch, failure.Kind);
        Assert.Empty(engine.Files);
    }

    [Fact]
    public async Task A_right_expected_size_downloads()
    {
        await using var engine = await Start();
        engine.Put("object", 5 * MiB);

        Assert.Equal(
            5 * MiB,
            (await engine.Download("object", "file", request => request with { ExpectedSize = 5 * MiB }).Completion.InTimeAsync()).Bytes);
    }

    [Fact]
    public async Task A_right_expected_ETag_downloads_and_is_on_every_request_that_has_a_range()
    {
        await using var engine = await Start();
        engine.Put("object", 3 * MiB, seed: 4);
        var etag = $"\"4-{3 * MiB}\"";

        var result = await engine.Download(
            "object", "file", request => request with { ExpectedETag = etag, ExpectedSize = 3 * MiB }).Completion.InTimeAsync();

        Assert.Equal(etag, result.ETag);
        Assert.All(
            engine.Origin.Requests.Snapshot().Where(request => request.Range is not null),
            request => Assert.Equal(etag, request.Header("If-Match")));
    }

    [Fact]
    public async Task A_user_agent_of_ones_own_is_followed_by_the_version()
    {
        await using var engine = await Engine.StartAsync(
            options => options with { Config = "actor-downloader.worker.http.user-agent = mine" });
        engine.Put("object", 3);

        await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.StartsWith("mine/", Assert.Single(engine.Origin.Requests.Snapshot()).Header("User-Agent"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_customer_key_is_told()
    {
        await using var engine = await Start();
        engine.Origin.Objects.Put(
            Engine.Bucket,
            "object",
            new ObjectDefinition(ObjectContent.Generated(1, 10)) { CustomerKey = RandomNumberGenerator.GetBytes(32) });

        var failure = await Assert.ThrowsAsync<DownloadException>(() => engine.Download("object", "file").Completion.InTimeAsync());

        Assert.Equal(400, failure.HttpStatus);
        Assert.Equal(DownloadErrorKind.InvalidRequest, failure.Kind);
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("a+b%20c%2Fd")]
    [InlineData("ünï/日本語/😀")]
    [InlineData("question?mark#hash&amp;=")]
    [InlineData("a//b/./c")]
    [InlineData("'quotes\"and\\slashes'")]
    public async Task Odd_keys_are_asked_for_as_they_are(string key)
    {
        await using var engine = await Start();
        engine.Put(key, 10);

        Assert.Equal(10, (await engine.Download(key, "file").Completion.InTimeAsync()).Bytes);
        Assert.Equal(key, Assert.Single(engine.Origin.Requests.Snapshot()).Key);
    }

    [Fact]
    public async Task Requests_are_signed_and_what_may_not_be_unsigned_is_not()
    {
        await using var engine = await Engine.StartAsync(options => options with
        {
            S3 = options.S3 with
            {
                Anonymous = false,
                Credentials = new Amazon.Runtime.SessionAWSCredentials("AKIDEXAMPLE", "secret", "token")
            },
            MultipartChunkSize = MiB,
            MultipartThreshold = MiB,
        });
        engine.Origin.Keys.Add("AKIDEXAMPLE", "secret", "token");
        var content = engine.Put("object with space", 3 * MiB);

        await engine.Download("object with space", "file").Completion.InTimeAsync();

        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
    }

    [Fact]
    public async Task A_wrong_secret_is_told_and_not_printed()
    {
        await using var engine = await Engine.StartAsync(options => options with
        {
            S3 = options.S3 with { Anonymous = false, Credentials = new Amazon.Runtime.BasicAWSCredentials("AKIDEXAMPLE", "wrong-secret") },
        });
        engine.Origin.Keys.Add("AKIDEXAMPLE", "secret");
        engine.Put("object", 10);

        var failure = await Assert.ThrowsAsync<DownloadException>(() => engine.Download("object", "file").Completion.InTimeAsync());

        Assert.Equal((DownloadErrorKind.AccessDenied, 403), (failure.Kind, failure.HttpStatus));
        Assert.DoesNotContain("wrong-secret", failure.ToString(), StringComparison.Ordinal);
        Assert.Empty(engine.Files);
    }

    private static Task<Engine> Start() =>
        Engine.StartAsync(options => options with { MultipartThreshold = MiB, MultipartChunkSize = MiB });
}
