using System.Collections.Immutable;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Faults;
using ActorDownloader.LoopbackOrigin.Requests;

namespace ActorDownloader.EndToEnd;

/// <summary>Requests that an origin refuses for their signature, in the middle of a download.</summary>
public class RefusedSignatureSpecs
{
    private const int MiB = 1 << 20;
    private const int Chunks = 8;

    private const string Impatient = """
        actor-downloader.transfer.retry { min-backoff = 1ms, max-backoff = 2ms }
        actor-downloader.scheduler.hedging.enabled = off
        """;

    // S3 says it with 400, some of its likes with 403.
    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    public async Task Credentials_that_expire_on_the_way_are_replaced_and_the_download_goes_on(int status)
    {
        var credentials = new ChangingCredentials("FIRST");
        await using var engine = await StartAsync(credentials);
        var (content, transfer, gate) = await BeginAsync(engine);

        engine.Origin.Keys.Add("SECOND", ChangingCredentials.Secret, ChangingCredentials.TokenOf("SECOND"));
        credentials.ChangeTo("SECOND");
        engine.Origin.Keys.Expire("FIRST", status);
        gate.Open();
        var result = await transfer.Completion.InTimeAsync();

        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.Equal(["file"], engine.Files);
        var requests = await EndedAsync(engine);
        Assert.Contains(requests, request => request.Outcome!.Status == status && IsSignedBy(request, "FIRST"));
        Assert.Equal(Chunks, requests.Count(HasBytes));
        Assert.Equal(Chunks - 1, requests.Count(request => HasBytes(request) && IsSignedBy(request, "SECOND")));
        Assert.True(result.Retries >= 1);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    public async Task Credentials_that_stay_expired_are_told_and_leave_nothing(int status)
    {
        await using var engine = await StartAsync(new ChangingCredentials("FIRST"));
        await File.WriteAllTextAsync(engine.At("file"), "old");
        var (_, transfer, gate) = await BeginAsync(engine);

        engine.Origin.Keys.Expire("FIRST", status);
        gate.Open();
        var failure = await Assert.ThrowsAsync<DownloadException>(() => transfer.Completion.InTimeAsync());

        Assert.Equal((DownloadErrorKind.AccessDenied, status, "ExpiredToken"), (failure.Kind, failure.HttpStatus, failure.ErrorCode));
        Assert.Equal(["file"], engine.Files);
        Assert.Equal("old", await File.ReadAllTextAsync(engine.At("file")));
    }

    // Signatures are not looked at here, so that the redirections alone tell where the bucket is.
    [Theory]
    [InlineData(301, null)]
    [InlineData(307, "http://127.0.0.1:1/bucket/object")]
    public async Task A_bucket_that_is_in_another_region_is_asked_for_there(int status, string? location)
    {
        await using var engine = await StartAsync(new ChangingCredentials("FIRST"));
        engine.Origin.Keys.Remove("FIRST");
        engine.Origin.Faults.Add(new FaultRule(new FaultAction.Redirect(status, "eu-west-1", location)) { Times = 1 });
        var content = engine.Put("object", Chunks * MiB);

        var result = await engine.Download("object", "file").Completion.InTimeAsync();

        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.Equal(["file"], engine.Files);
        Assert.Equal(1, result.Retries);
        Assert.Equal(
            ["us-east-1", .. Enumerable.Repeat("eu-west-1", Chunks)],
            (await EndedAsync(engine)).Select(request => ScopeOf(request).Split('/')[2]));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    public async Task A_bucket_that_moves_on_the_way_is_followed(int status)
    {
        await using var engine = await StartAsync(new ChangingCredentials("FIRST"));
        engine.Origin.Keys.Remove("FIRST");
        var (content, transfer, gate) = await BeginAsync(engine);

        var moved = engine.Origin.Faults.Add(
            new FaultRule(new FaultAction.Redirect(status, "eu-west-1")) { CoversOffset = 5 * MiB, Times = 1 });
        gate.Open();
        var result = await transfer.Completion.InTimeAsync();

        Assert.Null(await ContentVerifier.FirstDifferenceAsync(engine.At("file"), content));
        Assert.Equal((1, 1), (moved.Hits, result.Retries));
        var requests = await EndedAsync(engine);
        Assert.Equal(Chunks, requests.Count(HasBytes));
        Assert.Contains(requests, request => HasBytes(request) && ScopeOf(request).Contains("/eu-west-1/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    public async Task Redirections_without_end_are_told_and_leave_nothing(int status)
    {
        await using var engine = await StartAsync(new ChangingCredentials("FIRST"));
        await File.WriteAllTextAsync(engine.At("file"), "old");
        engine.Put("object", Chunks * MiB);
        var fault = engine.Origin.Faults.Add(new FaultRule(new FaultAction.Redirect(status, "eu-west-1")));

        var failure = await Assert.ThrowsAsync<DownloadException>(() => engine.Download("object", "file").Completion.InTimeAsync());

        Assert.Equal((DownloadErrorKind.InvalidRequest, status), (failure.Kind, failure.HttpStatus));
        Assert.Contains("eu-west-1", failure.Message, StringComparison.Ordinal);
        Assert.InRange(fault.Hits, 2, 5);
        Assert.Equal(["file"], engine.Files);
        Assert.Equal("old", await File.ReadAllTextAsync(engine.At("file")));
    }

    private static async Task<Engine> StartAsync(ChangingCredentials credentials)
    {
        var engine = await Engine.StartAsync(options => options with
        {
            MultipartThreshold = MiB,
            MultipartChunkSize = MiB,
            MaxRequestProcesses = 1,
            RequestSlots = 2,
            S3 = new S3Options { EndpointUrl = options.S3.EndpointUrl, Region = "us-east-1", Credentials = credentials },
            Config = Impatient,
        });
        engine.Origin.Keys.Add("FIRST", ChangingCredentials.Secret, ChangingCredentials.TokenOf("FIRST"));
        return engine;
    }

    /// <summary>A download whose first chunk has come and whose others are held at a gate.</summary>
    private static async Task<(ObjectContent Content, Transfer Transfer, Gate Gate)> BeginAsync(Engine engine)
    {
        var content = engine.Put("object", Chunks * MiB);
        var gate = new Gate();
        engine.Origin.Faults.Add(new FaultRule(new FaultAction.WaitAt(gate)) { Skip = 1 });
        var transfer = engine.Download("object", "file");
        await gate.WhenReachedAsync(2).WaitAsync(TimeSpan.FromMinutes(1));
        return (content, transfer, gate);
    }

    private static async Task<ImmutableArray<RequestRecord>> EndedAsync(Engine engine)
    {
        await Eventually.IsTrueAsync(
            () => engine.Origin.Requests.Snapshot().All(request => request.Outcome is not null), "every request has ended");
        return engine.Origin.Requests.Snapshot();
    }

    /// <summary>The first answer of a download is about the whole object (200), every other about a chunk.</summary>
    private static bool HasBytes(RequestRecord request) => request.Outcome!.Status is 200 or 206;

    private static bool IsSignedBy(RequestRecord request, string accessKeyId) =>
        ScopeOf(request).StartsWith(accessKeyId + "/", StringComparison.Ordinal);

    /// <summary>The key's id, the day and the region that a request was signed for.</summary>
    private static string ScopeOf(RequestRecord request)
    {
        const string Name = "Credential=";
        var signature = request.Header("Authorization")!;
        var at = signature.IndexOf(Name, StringComparison.Ordinal) + Name.Length;
        return signature[at..signature.IndexOf(',', at)];
    }
}
