using System.Net;
using ActorDownloader.LoopbackOrigin.Content;

namespace ActorDownloader.LoopbackOrigin;

public sealed class VersionSpecs : OriginSpecs
{
    [Fact]
    public async Task If_match_pins_a_version()
    {
        var version = Put(Alphabet);

        using var same = await SendAsync("bytes=0-0", headers: ("If-Match", version.ETag));
        Put(ObjectContent.Generated(1, 26));
        using var changed = await SendAsync("bytes=0-0", headers: ("If-Match", version.ETag));
        using var known = await SendAsync(headers: ("If-None-Match", "*"));

        Assert.Equal(HttpStatusCode.PartialContent, same.StatusCode);
        await AssertErrorAsync(changed, 412, "PreconditionFailed");
        Assert.Equal(HttpStatusCode.NotModified, known.StatusCode);
    }

    [Fact]
    public async Task Versions_are_kept_and_found_by_id()
    {
        Origin.Objects.PutBucket("bucket", new() { Versioned = true });
        var old = Put(Alphabet);
        var current = Put(ObjectContent.Of("new"u8.ToArray()));

        using var latest = await SendAsync();
        using var first = await SendAsync(path: $"bucket/key?versionId={old.VersionId}");
        using var unknown = await SendAsync(path: "bucket/key?versionId=nothing");

        Assert.Equal((current.VersionId, "new"), (Header(latest, "x-amz-version-id"), await ReadAsync(latest)));
        Assert.Equal((old.VersionId, 26), (Header(first, "x-amz-version-id"), (await ReadAsync(first)).Length));
        await AssertErrorAsync(unknown, 404, "NoSuchVersion");
    }

    [Fact]
    public async Task A_delete_marker_hides_the_object_and_gives_way_when_it_is_removed()
    {
        Origin.Objects.PutBucket("bucket", new() { Versioned = true });
        Put(Alphabet);
        Origin.Objects.Delete("bucket", "key");

        using var latest = await SendAsync();
        var marker = Header(latest, "x-amz-version-id")!;
        using var named = await SendAsync(path: $"bucket/key?versionId={marker}");
        Origin.Objects.DeleteVersion("bucket", "key", marker);
        using var again = await SendAsync();

        await AssertErrorAsync(latest, 404, "NoSuchKey");
        Assert.Equal("true", Header(latest, "x-amz-delete-marker"));
        await AssertErrorAsync(named, 405, "MethodNotAllowed");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task A_request_under_way_keeps_the_version_it_began_with()
    {
        var old = ObjectContent.Generated(1, 20_000_000);
        Put(old);
        using var response = await SendAsync();

        Put(ObjectContent.Generated(2, 20_000_000));

        var received = await response.Content.ReadAsByteArrayAsync(Patience);
        Assert.True(old.ToArray().SequenceEqual(received));
    }
}
