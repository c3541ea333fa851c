using ActorDownloader.Messages;
using ActorDownloader.ObjectStore;
using ActorDownloader.ObjectStore.Endpoints;
using ActorDownloader.ObjectStore.Signing;

namespace ActorDownloader.Coordinator.Tests.ObjectStore;

public sealed class RequestSignerSpecs
{
    private static readonly DateTimeOffset Time = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly BucketEndpoint Endpoint = new("https", "bucket.s3.eu-west-1.amazonaws.com", "", "eu-west-1");
    private static readonly byte[] CustomersKey = [.. Enumerable.Range(1, 32).Select(i => (byte)i)];

    private static readonly ObjectRequest Everything = new(
        "bucket",
        "a key",
        "v/1",
        SseCustomerKey.FromBytes(CustomersKey),
        requestPayer: true,
        expectedBucketOwner: "123456789012",
        checksumMode: true);

    [Fact]
    public void Every_header_of_AWS_is_signed()
    {
        var source = Sign(Everything, "token");
        var sent = source.Headers.Select(header => header.Name).Where(name => name != "authorization").ToArray();
        Assert.Equal(
            [
                "x-amz-checksum-mode", "x-amz-content-sha256", "x-amz-date", "x-amz-expected-bucket-owner", "x-amz-request-payer", "x-amz-security-token",
                "x-amz-server-side-encryption-customer-algorithm",
                "x-amz-server-side-encryption-customer-key",
                "x-amz-server-side-encryption-customer-key-md5",
            ],
            sent);
        Assert.Contains($"SignedHeaders=host;{string.Join(';', sent)},", Header(source, "authorization"), StringComparison.Ordinal);
    }

    [Fact]
    public void Headers_hold_what_S3_expects()
    {
        var source = Sign(Everything, "token");
        Assert.Equal("ENABLED", Header(source, "x-amz-checksum-mode"));
        Assert.Equal(SignatureV4.EmptyBodyHash, Header(source, "x-amz-content-sha256"));
        Assert.Equal("20300102T030405Z", Header(source, "x-amz-date"));
        Assert.Equal("123456789012", Header(source, "x-amz-expected-bucket-owner"));
        Assert.Equal("requester", Header(source, "x-amz-request-payer"));
        Assert.Equal("token", Header(source, "x-amz-security-token"));
        Assert.Equal("AES256", Header(source, "x-amz-server-side-encryption-customer-algorithm"));
        Assert.Equal(Convert.ToBase64String(CustomersKey), Header(source, "x-amz-server-side-encryption-customer-key"));
        Assert.Equal("WYUzG87JcbJiEiqhylrUEQ==", Header(source, "x-amz-server-side-encryption-customer-key-md5"));
    }

    [Fact]
    public void The_version_goes_into_the_url() =>
        Assert.Equal("https://bucket.s3.eu-west-1.amazonaws.com/a%20key?versionId=v%2F1", Sign(Everything, null).Url);

    [Fact]
    public void The_etag_goes_along_unsigned()
    {
        var source = RequestSigner.Sign(Everything, "\"etag\"", Endpoint, Credentials(null), Time);
        Assert.Equal("\"etag\"", source.ETag);
        Assert.DoesNotContain(source.Headers, header => header.Value.Contains("etag", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_credentials_nothing_is_signed_and_the_rest_is_sent()
    {
        var source = RequestSigner.Sign(
            new ObjectRequest("bucket", "key", requestPayer: true, checksumMode: true), null, Endpoint, null, Time);
        Assert.Equal(["x-amz-checksum-mode", "x-amz-request-payer"], source.Headers.Select(header => header.Name));
    }

    [Fact]
    public void The_least_request_has_three_headers() => Assert.Equal(
        ["x-amz-content-sha256", "x-amz-date", "authorization"],
        Sign(new ObjectRequest("bucket", "key"), null).Headers.Select(header => header.Name));

    [Fact]
    public void A_prefix_of_the_endpoint_goes_before_the_key()
    {
        var endpoint = new BucketEndpoint("http", "[::1]:9000", "/s3/bucket", "us-east-1");
        Assert.Equal(
            "http://[::1]:9000/s3/bucket//key",
            RequestSigner.Sign(new ObjectRequest("bucket", "/key"), null, endpoint, Credentials(null), Time).Url);
    }

    [Fact]
    public void No_secret_is_printed()
    {
        var credentials = Credentials("SESSIONTOKEN");
        var source = RequestSigner.Sign(Everything, null, Endpoint, credentials, Time);
        var key = credentials.KeyFor("20300102", "eu-west-1", "s3");
        var printed = string.Join(
            '\n',
            [
                .. source.Headers.Select(header => header.ToString()),
                $"{source} {credentials} {credentials.AccessKey} {key} {Everything} {new SignedSource(source, Time, 1, "aws")}"
            ]);
        foreach (var secret in new[] { "SECRETKEY", "SESSIONTOKEN", Convert.ToBase64String(CustomersKey), "Signature=" })
        {
            Assert.DoesNotContain(secret, printed, StringComparison.Ordinal);
        }
    }

    private static SigningCredentials Credentials(string? token) => new(new AccessKey("AKID", "SECRETKEY", token), 1);

    private static ObjectSource Sign(ObjectRequest request, string? token) =>
        RequestSigner.Sign(request, null, Endpoint, Credentials(token), Time);

    private static string Header(ObjectSource source, string name) => Assert.Single(source.Headers, header => header.Name == name).Value;
}
