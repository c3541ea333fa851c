using System.Net;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Faults;
using ActorDownloader.LoopbackOrigin.Objects;

namespace ActorDownloader.LoopbackOrigin;

/// <summary>An origin and a plain client, new for each test.</summary>
public abstract class OriginSpecs : IAsyncLifetime, IDisposable
{
    protected static readonly ObjectContent Alphabet = ObjectContent.Of("abcdefghijklmnopqrstuvwxyz"u8.ToArray());

    // Long enough for a machine that has other things to do; a test that comes near it has failed anyway.
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(3));

    protected S3LoopbackOrigin Origin { get; private set; } = null!;

    protected HttpClient Client { get; private set; } = null!;

    protected CancellationToken Patience => _patience.Token;

    protected virtual S3LoopbackOriginOptions Options => new();

    public async Task InitializeAsync()
    {
        Origin = await S3LoopbackOrigin.StartAsync(Options, Patience);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = Origin.Uri,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Origin.DisposeAsync();
    }

    public void Dispose()
    {
        _patience.Dispose();
        GC.SuppressFinalize(this);
    }

    protected ObjectVersion Put(ObjectContent content, string key = "key") => Origin.Objects.Put("bucket", key, new(content));

    protected ActiveFault Add(FaultAction action, Func<FaultRule, FaultRule>? where = null) =>
        Origin.Faults.Add((where ?? (rule => rule))(new(action)));

    protected async Task<HttpResponseMessage> SendAsync(
        string? range = null, string path = "bucket/key", HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        if (range is not null)
        {
            Assert.True(request.Headers.TryAddWithoutValidation("Range", range));
        }

        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Patience);
    }

    protected static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(',', values)
            : null;

    protected async Task<string> ReadAsync(HttpResponseMessage response) => await response.Content.ReadAsStringAsync(Patience);

    protected async Task AssertErrorAsync(HttpResponseMessage response, int status, string code)
    {
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/xml", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains($"<Code>{code}</Code>", await ReadAsync(response), StringComparison.Ordinal);
    }
}
