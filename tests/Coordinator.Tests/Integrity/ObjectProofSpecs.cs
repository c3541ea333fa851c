using ActorDownloader.Messages;
using ActorDownloader.Transfers;

namespace ActorDownloader.Integrity;

public class ObjectProofSpecs
{
    // The CRC-32C of "123456789" in S3's form: E3069283, big-endian, base64.
    private const string Crc = "4waSgw==";
    private const string Sha256 = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    private const string Md5ETag = "\"d41d8cd98f00b204e9800998ecf8427e\"";

    [Theory]
    [InlineData("FULL_OBJECT")]
    [InlineData(null)]
    public void A_checksum_that_chunks_combine_to_needs_no_reading(string? type) =>
        Assert.IsType<ObjectProof.OfChunks>(Of(new ReportedChecksum("crc32c", Crc, type)));

    [Fact]
    public void A_checksum_over_the_bytes_that_chunks_do_not_combine_to_is_read_from_the_file() =>
        Assert.Equal(
            new ObjectProof.OfFile(FileChecksumAlgorithm.Sha256, Sha256, null), Of(new ReportedChecksum("sha256", Sha256, "FULL_OBJECT")));

    [Theory]
    [InlineData("COMPOSITE")]
    [InlineData(null)]
    public void A_checksum_of_parts_is_read_from_the_file_once_the_parts_length_is_known(string? type)
    {
        var proof = Assert.IsType<ObjectProof.OfFile>(Of(new ReportedChecksum("crc32c", Crc + "-3", type)));

        Assert.Equal(3, proof.Parts);
        Assert.True(proof.NeedsPartLength);
    }

    [Fact]
    public void An_only_part_is_the_object() =>
        Assert.False(Assert.IsType<ObjectProof.OfFile>(Of(new ReportedChecksum("crc32c", Crc + "-1", "COMPOSITE"))).NeedsPartLength);

    [Fact]
    public void The_cheapest_proof_is_chosen()
    {
        ReportedChecksum parts = new(
            "crc32c", Crc + "-2", "COMPOSITE"), bytes = new("sha256", Sha256, "FULL_OBJECT"), chunks = new("crc32c", Crc, "FULL_OBJECT");

        Assert.IsType<ObjectProof.OfChunks>(Of(parts, bytes, chunks));
        Assert.Null(Assert.IsType<ObjectProof.OfFile>(Of(parts, bytes)).Parts);
    }

    [Theory]
    [InlineData("crc32c", "4waSgw==", "COMPOSITE")]
    [InlineData("crc32c", "4waSgw==-0", "COMPOSITE")]
    [InlineData("crc32c", "4waSgw==-10001", "COMPOSITE")]
    [InlineData("crc32c", "4waSgw==-x", null)]
    [InlineData("crc32c", "-3", "COMPOSITE")]
    [InlineData("crc32c", "4waSgw", "FULL_OBJECT")]
    [InlineData("sha256", Crc, "FULL_OBJECT")]
    [InlineData("xxhash3", Crc, "FULL_OBJECT")]
    public void What_cannot_be_computed_proves_nothing_and_is_named(string algorithm, string value, string? type) =>
        Assert.Contains(
            value, Assert.IsType<ObjectProof.Missing>(Of(new ReportedChecksum(algorithm, value, type))).Reason, StringComparison.Ordinal);

    [Fact]
    public void Off_compares_nothing() =>
        Assert.IsType<ObjectProof.Missing>(
            ObjectProof.Of(Facts(Md5ETag, new ReportedChecksum("crc32c", Crc, null)), ChecksumMode.Off, etagIsMd5: false));

    [Theory]
    [InlineData(Md5ETag, true)]
    [InlineData("\"d41d8cd98f00b204e9800998ecf8427e-2\"", false)]
    [InlineData("W/\"d41d8cd98f00b204e9800998ecf8427e\"", false)]
    [InlineData("\"not hexadecimal but 32 characters\"", false)]
    [InlineData(null, false)]
    public void An_ETag_proves_where_it_may_be_an_MD5_and_is_said_to(string? etag, bool proves)
    {
        Assert.Equal(
            proves,
            ObjectProof.Of(Facts(etag), ChecksumMode.Auto, etagIsMd5: true) is ObjectProof.OfFile { Algorithm: FileChecksumAlgorithm.Md5 });
        Assert.IsType<ObjectProof.Missing>(ObjectProof.Of(Facts(etag), ChecksumMode.Auto, etagIsMd5: false));
    }

    [Fact]
    public void A_checksum_goes_before_the_ETag() =>
        Assert.IsType<ObjectProof.OfChunks>(
            ObjectProof.Of(Facts(Md5ETag, new ReportedChecksum("crc32c", Crc, null)), ChecksumMode.Auto, etagIsMd5: true));

    private static ObjectProof Of(params ReportedChecksum[] reported) =>
        ObjectProof.Of(Facts("\"a\"", reported), ChecksumMode.Auto, etagIsMd5: false);

    private static ObjectFacts Facts(string? etag, params ReportedChecksum[] reported) =>
        new(9, etag, null, [.. reported], ChunkChecksumAlgorithm.Crc32C);
}
