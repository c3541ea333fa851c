using System.Net;
using System.Security.Cryptography;

namespace ActorDownloader.LoopbackOrigin;

public sealed class AccessSpecs : OriginSpecs
{
    [Fact]
    public async Task An_unreadable_object_is_denied()
    {
        Origin.Objects.Put("bucket", "key", new(Alphabet) { Readable = false });

        using var response = await SendAsync();

        await AssertErrorAsync(response, 403, "AccessDenied");
    }

    [Fact]
    public async Task A_customers_key_must_come_with_every_request()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        Origin.Objects.Put("bucket", "key", new(Alphabet) { CustomerKey = key });
        Put(Alphabet, "plain");

        using var right = await SendAsync(headers: CustomerKeyHeaders(key));
        using var none = await SendAsync();
        using var wrong = await SendAsync(headers: CustomerKeyHeaders(new byte[32]));
        using var needless = await SendAsync(path: "bucket/plain", headers: CustomerKeyHeaders(key));

        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Equal("AES256", Header(right, "x-amz-server-side-encryption-customer-algorithm"));
        await AssertErrorAsync(none, 400, "InvalidRequest");
        await AssertErrorAsync(wrong, 403, "AccessDenied");
        await AssertErrorAsync(needless, 400, "InvalidRequest");
    }

    [Fact]
    public async Task A_requester_who_must_pay_says_so()
    {
        Origin.Objects.PutBucket("bucket", new() { RequesterPays = true });
        Put(Alphabet);

        using var silent = await SendAsync();
        using var paying = await SendAsync(headers: ("x-amz-request-payer", "requester"));

        await AssertErrorAsync(silent, 403, "AccessDenied");
        Assert.Equal("requester", Header(paying, "x-amz-request-charged"));
    }

    [Fact]
    public async Task The_expected_owner_must_be_the_owner()
    {
        Origin.Objects.PutBucket("bucket", new() { Owner = "123" });
        Put(Alphabet);

        using var right = await SendAsync(headers: ("x-amz-expected-bucket-owner", "123"));
        using var wrong = await SendAsync(headers: ("x-amz-expected-bucket-owner", "124"));

        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        await AssertErrorAsync(wrong, 403, "AccessDenied");
    }

    private static (string, string)[] CustomerKeyHeaders(byte[] key) =>
    [
        ("x-amz-server-side-encryption-customer-algorithm", "AES256"),
        ("x-amz-server-side-encryption-customer-key", Convert.ToBase64String(key)),
        ("x-amz-server-side-encryption-customer-key-MD5", Convert.ToBase64String(MD5.HashData(key))),
    ];
}
