using ActorDownloader.Messages;
using ActorDownloader.ObjectStore.Signing;

namespace ActorDownloader.Coordinator.Tests.ObjectStore;

/// <summary>
/// The examples that AWS publishes: "Signature Calculations for the Authorization Header: Transferring Payload in a Single Chunk", S3 API
/// reference.
/// </summary>
public sealed class SignatureV4Specs
{
    private const string AccessKeyId = "AKIAIOSFODNN7EXAMPLE";
    private const string SecretKey = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private const string Timestamp = "20130524T000000Z";
    private const string Host = "examplebucket.s3.amazonaws.com";

    private static readonly RequestHeader[] BodyAndDate =
        [new("x-amz-content-sha256", SignatureV4.EmptyBodyHash), new("x-amz-date", Timestamp)];

    [Fact]
    public void A_ranged_get_is_signed_as_in_the_example_of_AWS() => Assert.Equal(
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, " +
        "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, " +
        "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        Sign("/test.txt", "", [new("range", "bytes=0-9"), .. BodyAndDate]));

    [Theory]
    [InlineData("lifecycle=", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData("max-keys=2&prefix=J", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void A_query_is_signed_as_in_the_examples_of_AWS(string query, string signature) =>
        Assert.EndsWith($"Signature={signature}", Sign("/", query, BodyAndDate), StringComparison.Ordinal);

    [Fact]
    public void A_timestamp_is_in_UTC_and_in_the_basic_form_of_ISO_8601() =>
        Assert.Equal(
            "20240229T220509Z",
            SignatureV4.Timestamp(new DateTimeOffset(2024, 3, 1, 0, 5, 9, 999, TimeSpan.FromHours(2)).ToUniversalTime()));

    [Fact]
    public void A_request_longer_than_any_buffer_is_signed()
    {
        var token = new string('t', 20_000);
        var key = SigningKey.Derive(SecretKey, "20130524", "us-east-1", "s3");
        var authorization = SignatureV4.Authorization(
            AccessKeyId,
            key,
            Timestamp,
            "GET",
            Host,
            "/" + new string('k', 3000),
            "",
            [.. BodyAndDate, new("x-amz-security-token", token)]);

        // Computed with another implementation of SigV4.
        Assert.EndsWith(
            "Signature=6497df6a31a2460a82a346bae5a328f880e4388a80ec45fbfad5e8424600ea7b", authorization, StringComparison.Ordinal);
    }

    private static string Sign(string path, string query, RequestHeader[] headers) => SignatureV4.Authorization(
        AccessKeyId, SigningKey.Derive(SecretKey, "20130524", "us-east-1", "s3"), Timestamp, "GET", Host, path, query, headers);
}
