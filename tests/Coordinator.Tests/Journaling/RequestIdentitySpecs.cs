namespace ActorDownloader.Journaling;

public class RequestIdentitySpecs
{
    private static readonly RequestIdentity Request = new("aws", "bucket", "key", null, "file");

    [Fact]
    public void The_same_request_has_the_same_tag_for_good() => Assert.Equal("963a8d5785ed13ae", Request.Tag);

    [Fact]
    public void Another_request_has_another_tag()
    {
        RequestIdentity[] others =
        [
            Request,
            Request with { Endpoint = "http://127.0.0.1:9000" },
            Request with { Bucket = "bucketk", Key = "ey" },
            Request with { Key = "key2" },
            Request with { VersionId = "" },
            Request with { VersionId = "v1" },
            Request with { FileName = "file2" },
        ];

        Assert.Equal(others.Length, others.Select(request => request.Tag).Distinct().Count());
    }
}
