using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Fetching;

public sealed class FetchRequestSpecs
{
    [Fact]
    public void The_signed_headers_go_out_with_the_range_and_the_pinned_version()
    {
        using var request = FetchRequest.Create(
            Orders.Ranged(headers: [new("x-amz-date", "20260101T000000Z"), new("Authorization", "AWS4-HMAC-SHA256 Credential=…")]),
            "agent/1");

        Assert.Equal(HttpMethod.Get, request.Method);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["x-amz-date"] = "20260101T000000Z",
                ["Authorization"] = "AWS4-HMAC-SHA256 Credential=…",
                ["User-Agent"] = "agent/1",
                ["Accept-Encoding"] = "identity",
                ["Range"] = "bytes=100-199",
                ["If-Match"] = "\"v1\"",
            },
            request.Headers.NonValidated.ToDictionary(header => header.Key, header => header.Value.ToString()));
    }

    [Fact]
    public void A_discovery_asks_for_the_whole_object()
    {
        using var request = FetchRequest.Create(Orders.Discovering(), "agent/1");

        Assert.False(request.Headers.Contains("Range"));
        Assert.False(request.Headers.Contains("If-Match"));
    }

    [Fact]
    public void A_weak_ETag_is_no_condition()
    {
        using var request = FetchRequest.Create(Orders.Ranged(etag: "W/\"v1\""), "agent/1");

        Assert.False(request.Headers.Contains("If-Match"));
    }

    [Theory]
    [InlineData("http://h:9/b/a%2Fb//c/../d/%7e%41?versionId=%2b&x-id=GetObject", "/b/a%2Fb//c/../d/%7e%41?versionId=%2b&x-id=GetObject")]
    [InlineData("http://h:9/b/./", "/b/./")]
    public void The_address_stays_as_it_was_signed(string url, string pathAndQuery)
    {
        using var request = FetchRequest.Create(Orders.Ranged(url), "agent/1");

        Assert.Equal(pathAndQuery, request.RequestUri!.PathAndQuery);
    }

    [Fact]
    public void A_header_that_a_GET_cannot_have_is_an_error_and_not_lost()
    {
        Assert.Throws<FormatException>(
            () => FetchRequest.Create(Orders.Ranged(headers: new RequestHeader("Content-Type", "x")), "agent/1"));
        Assert.Throws<FormatException>(
            () => FetchRequest.Create(Orders.Ranged(headers: new RequestHeader("x-amz-meta", "a\r\nEvil: b")), "agent/1"));
    }
}
