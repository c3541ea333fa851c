using System.Net;
using ActorDownloader.Messages;
using ActorDownloader.ObjectStore.Signing;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace ActorDownloader.Coordinator.Tests.ObjectStore;

/// <summary>The SDK sends a request; what it signed is signed again here, from the key and the version alone.</summary>
public sealed class SdkSignatureSpecs
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    [Theory]
    [InlineData("plain/key.bin", null)]
    [InlineData("with space + plus", null)]
    [InlineData("100% %2F %25", null)]
    [InlineData("Ünïcode/日本語 🦊", null)]
    [InlineData("?a=b#c&d;e", null)]
    [InlineData("a//b//", null)]
    [InlineData("!*'()@:,$[]{}|\\^`\"<>~", null)]
    [InlineData("key", "3/L4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY=")]
    public async Task The_signature_is_the_one_of_the_SDK(string key, string? versionId)
    {
        var sent = await SendWithSdk(new GetObjectRequest { BucketName = "my-bucket", Key = key, VersionId = versionId });

        var authorization = Header(sent, "Authorization");
        var names = authorization.Split("SignedHeaders=")[1].Split(',')[0].Split(';');
        Assert.Equal("host", names.Min(StringComparer.Ordinal));
        var timestamp = Header(sent, "X-Amz-Date");
        var scope = authorization.Split("Credential=AKID/")[1].Split(',')[0].Split('/');

        Assert.Equal(authorization, SignatureV4.Authorization(
            "AKID",
            SigningKey.Derive(Secret, scope[0], scope[1], scope[2]),
            timestamp,
            "GET",
            "my-bucket.s3.eu-west-1.amazonaws.com",
            "/" + ObjectUrl.EncodeKey(key),
            ObjectUrl.Query(versionId),
            [.. names.Skip(1).Select(name => new RequestHeader(name, Header(sent, name)))]));
    }

    private static async Task<HttpRequestMessage> SendWithSdk(GetObjectRequest request)
    {
        using var recorder = new Recorder();
        using var client = new AmazonS3Client(new SessionAWSCredentials("AKID", Secret, "token"), new AmazonS3Config
        {
            RegionEndpoint = Amazon.RegionEndpoint.EUWest1,
            HttpClientFactory = new RecordingFactory(recorder),
            MaxErrorRetry = 0,
        });
        await Assert.ThrowsAnyAsync<AmazonServiceException>(() => client.GetObjectAsync(request));
        return recorder.Sent!;
    }

    private static string Header(HttpRequestMessage request, string name) =>
        request.Headers.NonValidated.TryGetValues(name, out var values)
            ? values.ToString()
            : throw new InvalidOperationException($"{name} was signed and not sent.");

    private sealed class RecordingFactory(Recorder recorder) : HttpClientFactory
    {
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(recorder, disposeHandler: false);
    }

    private sealed class Recorder : HttpMessageHandler
    {
        public HttpRequestMessage? Sent { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Sent = request;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.Forbidden));
        }
    }
}
