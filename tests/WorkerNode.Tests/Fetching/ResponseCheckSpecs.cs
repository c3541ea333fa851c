using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Fetching;

public sealed class ResponseCheckSpecs
{
    private static readonly ResponseHead Part = new(206) { ContentRange = "bytes 100-199/1000", ContentLength = 100, ETag = "\"v1\"" };
    private static readonly ResponseHead Whole = new(200) { ContentLength = 1000, ETag = "\"v1\"" };

    [Fact]
    public void The_leased_range_of_the_pinned_object_is_written_to_its_place()
    {
        var proceed = Proceeds(Orders.Ranged(), Part);

        Assert.Equal(new ByteRange(100, 200), proceed.Bytes);
        Assert.True(proceed.EndsThere);
        Assert.Null(proceed.Discovered);
        Assert.False(proceed.MayBeErrorDocument);
    }

    [Fact]
    public void A_part_needs_no_length_of_its_own_and_no_ETag()
    {
        Proceeds(Orders.Ranged(), Part with { ContentLength = null, ETag = null });
        Proceeds(Orders.Ranged(etag: null), Part);
        Proceeds(Orders.Ranged(), Part with { ContentEncoding = "identity" });
    }

    public static TheoryData<string, string, string?, string?> PartsOfSomethingElse => new()
    {
        { "another range", "InvalidAnswer", "bytes 0-99/1000", "\"v1\"" },
        { "a shorter range", "InvalidAnswer", "bytes 100-198/1000", "\"v1\"" },
        { "a range without its length", "InvalidAnswer", "bytes 100-199/*", "\"v1\"" },
        { "no range", "InvalidAnswer", null, "\"v1\"" },
        { "another unit", "InvalidAnswer", "lines 100-199/1000", "\"v1\"" },
        { "the same version with another length", "InvalidAnswer", "bytes 100-199/1001", "\"v1\"" },
        { "another length without a version", "ObjectChanged", "bytes 100-199/1001", null },
        { "another version", "ObjectChanged", "bytes 100-199/1000", "\"v2\"" },
    };

    [Theory]
    [MemberData(nameof(PartsOfSomethingElse))]
    public void A_part_of_something_else_is_refused(string what, string kind, string? contentRange, string? etag)
    {
        var failure = Refuses(Orders.Ranged(), Part with { ContentRange = contentRange, ETag = etag }).Failure;

        Assert.True(kind == failure.Kind.ToString(), what);
        Assert.Equal(206, failure.HttpStatus);
    }

    [Fact]
    public void A_body_that_does_not_fit_its_range_is_refused() =>
        Assert.Equal(FetchFailureKind.InvalidAnswer, Refuses(Orders.Ranged(), Part with { ContentLength = 99 }).Failure.Kind);

    public static TheoryData<string, string?, string?, long?> SignsOfCompressionOnTheWay => new()
    {
        { "says that it varies", "\"v1\"", "Origin, Accept-Encoding", 100 },
        { "varies in every way", "\"v1\"", "*", 100 },
        { "weak", "W/\"v1\"", null, 100 },
        { "no version", null, null, 100 },
        { "no length", "\"v1\"", null, null },
    };

    [Theory]
    [MemberData(nameof(SignsOfCompressionOnTheWay))]
    public void A_coding_that_was_put_on_on_the_way_is_refused(string sign, string? etag, string? vary, long? length)
    {
        foreach (var (order, head) in new[] { (Orders.Ranged(etag: null), Part), (Orders.Discovering(), Whole) })
        {
            var coded = head with { ContentEncoding = "gzip", ETag = etag, Vary = vary, ContentLength = length };

            Assert.True(Refuses(order, coded).Failure.Kind == FetchFailureKind.InvalidAnswer, sign);
        }
    }

    [Fact]
    public void An_object_that_is_stored_in_a_coding_is_fetched_as_it_is_stored()
    {
        Proceeds(Orders.Ranged(), Part with { ContentEncoding = "gzip", Vary = "Origin" });
        Proceeds(Orders.Discovering(), Whole with { ContentEncoding = "aws-chunked" });
    }

    [Fact]
    public void A_multipart_answer_is_refused() =>
        Assert.Contains(
            "multipart",
            Refuses(Orders.Ranged(), Part with { ContentType = "multipart/byteranges; boundary=x" }).Failure.Message,
            StringComparison.Ordinal);

    [Fact]
    public void An_origin_that_ignores_the_range_is_refused()
    {
        var refuse = Refuses(Orders.Ranged(), Whole);

        Assert.Equal(FetchFailureKind.InvalidAnswer, refuse.Failure.Kind);
        Assert.Equal(200, refuse.Failure.HttpStatus);
    }

    [Fact]
    public void A_changed_object_is_told_from_a_refusal()
    {
        var refuse = Refuses(Orders.Ranged(), new ResponseHead(412) { RequestId = "id" });

        Assert.Equal(FetchFailureKind.ObjectChanged, refuse.Failure.Kind);
        Assert.Equal("id", refuse.Failure.RequestId);
    }

    [Theory]
    [InlineData(204, FetchFailureKind.InvalidAnswer)]
    [InlineData(301, FetchFailureKind.Refused)]
    [InlineData(307, FetchFailureKind.Refused)]
    [InlineData(403, FetchFailureKind.Refused)]
    [InlineData(404, FetchFailureKind.Refused)]
    [InlineData(416, FetchFailureKind.Refused)]
    [InlineData(500, FetchFailureKind.Refused)]
    [InlineData(503, FetchFailureKind.Refused)]
    public void A_refusal_keeps_its_status(int status, FetchFailureKind kind)
    {
        foreach (var order in new[] { Orders.Ranged(), Orders.Discovering() })
        {
            var failure = Refuses(order, new ResponseHead(status)).Failure;

            Assert.Equal(kind, failure.Kind);
            Assert.Equal(status, failure.HttpStatus);
        }
    }

    [Theory]
    [InlineData("application/xml", true)]
    [InlineData(null, true)]
    [InlineData("text/html", false)]
    public void Only_a_body_that_may_be_an_error_document_is_read(string? contentType, bool read) =>
        Assert.Equal(read, Refuses(Orders.Ranged(), new ResponseHead(503) { ContentType = contentType }).ReadDocument);

    [Fact]
    public void A_redirect_names_the_region() =>
        Assert.Equal("eu-west-1", Refuses(Orders.Discovering(), new ResponseHead(301) { BucketRegion = "eu-west-1" }).Failure.Region);

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1, 1, true)]
    [InlineData(199, 199, true)]
    [InlineData(200, 100, false)]
    [InlineData(1000, 100, false)]
    public void A_discovering_lease_reads_a_short_object_whole_and_the_first_chunk_of_a_long_one(long length, long read, bool endsThere)
    {
        var proceed = Proceeds(Orders.Discovering(chunk: 100, threshold: 200), Whole with { ContentLength = length });

        Assert.Equal(new ByteRange(0, read), proceed.Bytes);
        Assert.Equal(endsThere, proceed.EndsThere);
        Assert.Equal(length, proceed.Discovered!.ObjectLength);
    }

    [Fact]
    public void A_chunk_that_is_longer_than_the_object_ends_with_it()
    {
        var proceed = Proceeds(Orders.Discovering(chunk: 500, threshold: 200), Whole with { ContentLength = 300 });

        Assert.Equal(new ByteRange(0, 300), proceed.Bytes);
        Assert.True(proceed.EndsThere);
    }

    [Fact]
    public void A_discovery_tells_what_the_headers_tell()
    {
        var checksum = new ReportedChecksum("crc64nvme", "AAAAAAAAAAA=", "FULL_OBJECT");
        var discovered = Proceeds(
            Orders.Discovering(number: 7),
            Whole with { VersionId = "v", LastModified = "Sun, 06 Nov 1994 08:49:37 GMT", Checksums = [checksum] }).Discovered!;

        Assert.Equal(new LeaseNumber(7), discovered.Lease);
        Assert.Equal("\"v1\"", discovered.ETag);
        Assert.Equal("v", discovered.VersionId);
        Assert.Equal(new DateTimeOffset(1994, 11, 6, 8, 49, 37, TimeSpan.Zero), discovered.LastModified);
        Assert.Equal(checksum, Assert.Single(discovered.Checksums));
        Assert.Equal(ChunkChecksumAlgorithm.Crc64Nvme, discovered.ChunkChecksum);
    }

    [Fact]
    public void An_object_of_unknown_length_is_refused() =>
        Assert.Equal(FetchFailureKind.InvalidAnswer, Refuses(Orders.Discovering(), Whole with { ContentLength = null }).Failure.Kind);

    [Fact]
    public void A_part_in_answer_to_a_discovery_is_refused() =>
        Assert.Equal(FetchFailureKind.InvalidAnswer, Refuses(Orders.Discovering(), Part).Failure.Kind);

    [Fact]
    public void A_discovery_of_another_version_than_the_expected_one_is_refused()
    {
        Assert.Equal(FetchFailureKind.ObjectChanged, Refuses(Orders.Discovering(etag: "\"v0\""), Whole).Failure.Kind);
        Assert.Equal(FetchFailureKind.ObjectChanged, Refuses(Orders.Discovering(objectLength: 999), Whole).Failure.Kind);
    }

    [Theory]
    [InlineData("application/xml", null, 300, true)]
    [InlineData("application/xml", "\"v1\"", 300, false)]
    [InlineData("application/json", null, 300, false)]
    [InlineData("application/xml", null, 100_000, false)]
    public void Only_short_xml_without_an_ETag_is_suspected_of_being_an_error(string type, string? etag, long length, bool suspected) =>
        Assert.Equal(
            suspected,
            Proceeds(
                Orders.Discovering(chunk: 1 << 20, threshold: 1 << 20),
                Whole with { ContentType = type, ETag = etag, ContentLength = length }).MayBeErrorDocument);

    private static ResponseVerdict.Proceed Proceeds(FetchOrder order, ResponseHead head) =>
        Assert.IsType<ResponseVerdict.Proceed>(ResponseCheck.Judge(order, head));

    private static ResponseVerdict.Refuse Refuses(FetchOrder order, ResponseHead head) =>
        Assert.IsType<ResponseVerdict.Refuse>(ResponseCheck.Judge(order, head));
}
