using System.Globalization;
using ActorDownloader.LoopbackOrigin.Protocol;
using Microsoft.AspNetCore.Http;

namespace ActorDownloader.LoopbackOrigin.Signing;

/// <summary>The examples of AWS's documentation "Authenticating Requests (AWS Signature Version 4)" for S3, and what AWS refuses.</summary>
public sealed class SignatureCheckSpecs
{
    private const string AccessKeyId = "AKIAIOSFODNN7EXAMPLE";
    private const string EmptyPayload = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2013-05-24T00:00:00Z", CultureInfo.InvariantCulture);

    private readonly AccessKeys _keys = new();
    private readonly SignatureCheck _check;
    private readonly IHeaderDictionary _headers = new HeaderDictionary
    {
        ["Host"] = "examplebucket.s3.amazonaws.com",
        ["x-amz-content-sha256"] = EmptyPayload,
        ["x-amz-date"] = "20130524T000000Z",
    };

    public SignatureCheckSpecs()
    {
        _keys.Add(AccessKeyId, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        _check = new(_keys, "us-east-1");
    }

    [Fact]
    public void A_signed_get_with_a_range_is_accepted()
    {
        _headers.Range = "bytes=0-9";
        Authorize("host;range;x-amz-content-sha256;x-amz-date", "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");

        Assert.Null(Refusal("/test.txt"));
    }

    [Theory]
    [InlineData("/?lifecycle", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData("/?max-keys=2&prefix=J", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    [InlineData("/?prefix=J&max-keys=2", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void Parameters_are_signed_in_their_order(string target, string signature)
    {
        Authorize("host;x-amz-content-sha256;x-amz-date", signature);

        Assert.Null(Refusal(target));
    }

    [Fact]
    public void A_presigned_address_is_accepted_until_it_expires()
    {
        const string target = "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
            + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
            + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
        _headers.Remove("x-amz-content-sha256");
        _headers.Remove("x-amz-date");

        Assert.Null(Refusal(target, Now.AddHours(24)));
        Assert.Equal((403, "AccessDenied"), Refused(target, Now.AddHours(25)));
    }

    [Fact]
    public void Another_object_or_method_needs_another_signature()
    {
        AuthorizeLifecycle();

        Assert.Null(Refusal("/?lifecycle"));
        Assert.Equal((403, "SignatureDoesNotMatch"), Refused("/?other"));
        Assert.NotNull(_check.Refusal("HEAD", RequestTarget.Parse("/?lifecycle", "examplebucket.s3.amazonaws.com"), _headers, Now));
    }

    [Fact]
    public void Every_amazon_header_must_be_signed()
    {
        AuthorizeLifecycle();
        _headers["x-amz-request-payer"] = "requester";

        var refusal = Refusal("/?lifecycle")!;

        Assert.Equal((403, "AccessDenied"), (refusal.Status, refusal.Code));
        Assert.Contains(new("HeadersNotSigned", "x-amz-request-payer"), refusal.Details);
    }

    [Fact]
    public void Other_headers_need_not_be_signed()
    {
        AuthorizeLifecycle();
        _headers.Range = "bytes=0-9";
        _headers.IfMatch = "\"etag\"";

        Assert.Null(Refusal("/?lifecycle"));
    }

    [Theory]
    [InlineData(-16)]
    [InlineData(16)]
    public void A_clock_that_is_off_is_told_the_time(int minutes)
    {
        AuthorizeLifecycle();

        var refusal = Refusal("/?lifecycle", Now.AddMinutes(minutes))!;

        Assert.Equal((403, "RequestTimeTooSkewed"), (refusal.Status, refusal.Code));
        var serverTime = Now.AddMinutes(minutes).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        Assert.Contains(new("ServerTime", serverTime), refusal.Details);
        Assert.Null(Refusal("/?lifecycle", Now.AddMinutes(minutes > 0 ? 15 : -15)));
    }

    [Fact]
    public void Another_region_is_told_the_right_one()
    {
        AuthorizeLifecycle();

        var refusal = new SignatureCheck(_keys, "eu-west-1").Refusal("GET", RequestTarget.Parse("/?lifecycle", "h"), _headers, Now)!;

        Assert.Equal((400, "AuthorizationHeaderMalformed"), (refusal.Status, refusal.Code));
        Assert.Contains(new("Region", "eu-west-1"), refusal.Details);
    }

    [Fact]
    public void Unknown_expired_and_missing_keys_are_told_apart()
    {
        Assert.Equal((403, "AccessDenied"), Refused("/?lifecycle"));
        AuthorizeLifecycle();

        _keys.Expire(AccessKeyId);
        Assert.Equal((400, "ExpiredToken"), Refused("/?lifecycle"));
        _keys.Expire(AccessKeyId, status: 403);
        Assert.Equal((403, "ExpiredToken"), Refused("/?lifecycle"));

        _keys.Remove(AccessKeyId);
        Assert.Equal((403, "InvalidAccessKeyId"), Refused("/?lifecycle"));
    }

    [Fact]
    public void Temporary_keys_come_with_their_token()
    {
        _keys.Add(AccessKeyId, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", sessionToken: "token");
        AuthorizeLifecycle();

        Assert.Equal((400, "InvalidToken"), Refused("/?lifecycle"));
    }

    private void AuthorizeLifecycle() =>
        Authorize("host;x-amz-content-sha256;x-amz-date", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");

    private void Authorize(string signedHeaders, string signature) => _headers.Authorization =
        $"AWS4-HMAC-SHA256 Credential={AccessKeyId}/20130524/us-east-1/s3/aws4_request,SignedHeaders={signedHeaders},Signature={signature}";

    private ErrorAnswer? Refusal(string target, DateTimeOffset? now = null) =>
        _check.Refusal("GET", RequestTarget.Parse(target, "examplebucket.s3.amazonaws.com"), _headers, now ?? Now);

    private (int, string) Refused(string target, DateTimeOffset? now = null) =>
        Refusal(target, now) is { } refusal ? (refusal.Status, refusal.Code) : (200, "");
}
