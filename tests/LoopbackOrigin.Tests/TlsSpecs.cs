using System.Security.Cryptography.X509Certificates;

namespace ActorDownloader.LoopbackOrigin;

public sealed class TlsSpecs : OriginSpecs
{
    protected override S3LoopbackOriginOptions Options => new() { Tls = true };

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_client_that_trusts_the_certificate_is_served(string host)
    {
        Put(Alphabet);
        using var certificate = X509Certificate2.CreateFromPem(Origin.CertificatePem!);
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new()
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { certificate },
        };
        using var client = new HttpClient(handler);

        var bytes = await client.GetByteArrayAsync(new UriBuilder(Origin.Uri) { Host = host, Path = "/bucket/key" }.Uri, Patience);

        Assert.Equal(Alphabet.ToArray(), bytes);
    }

    [Fact]
    public async Task A_client_that_does_not_is_not()
    {
        Put(Alphabet);

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => SendAsync());

        Assert.Equal(HttpRequestError.SecureConnectionError, refused.HttpRequestError);
    }
}
