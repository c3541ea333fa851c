using ActorDownloader.Messages;
using ActorDownloader.Transfers;

namespace ActorDownloader.Integrity;

public class ObjectVerificationSpecs
{
    // The CRC-32C of "123456789" in S3's form: E3069283, big-endian, base64.
    private const ulong Value = 0xE3069283;
    private const string Text = "4waSgw==";

    [Fact]
    public void The_same_checksum_validates() => Assert.Equal(
        new ObjectValidation("CRC32C", null), Verify(ChecksumMode.Auto, new ReportedChecksum("crc32c", Text, "FULL_OBJECT")).Validation);

    [Fact]
    public void A_checksum_without_a_type_is_of_the_whole_object() =>
        Assert.True(Verify(ChecksumMode.Required, new ReportedChecksum("crc32c", Text, null)).Validation.IsValidated);

    [Fact]
    public void Another_checksum_fails()
    {
        var failure = Verify(ChecksumMode.Auto, new ReportedChecksum("crc32c", "AAAAAA==", "FULL_OBJECT")).Failure;

        Assert.Equal(DownloadErrorKind.ChecksumMismatch, failure?.Kind);
        Assert.Contains(Text, failure?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("crc32c", "4waSgw==-3", "COMPOSITE")]
    [InlineData("crc32c", "4waSgw==-3", null)]
    [InlineData("sha256", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", "FULL_OBJECT")]
    public void What_does_not_cover_the_object_or_cannot_be_combined_proves_nothing(string algorithm, string value, string? type)
    {
        var reported = new ReportedChecksum(algorithm, value, type);

        Assert.Null(Verify(ChecksumMode.Auto, reported).Failure);
        Assert.NotNull(Verify(ChecksumMode.Auto, reported).Validation.Reason);
        Assert.Equal(DownloadErrorKind.NotVerifiable, Verify(ChecksumMode.Required, reported).Failure?.Kind);
    }

    [Fact]
    public void Where_nothing_is_reported_only_required_fails()
    {
        Assert.Null(Verify(ChecksumMode.Auto).Failure);
        Assert.Equal(DownloadErrorKind.NotVerifiable, Verify(ChecksumMode.Required).Failure?.Kind);
    }

    [Fact]
    public void Off_compares_nothing() => Assert.Null(Verify(ChecksumMode.Off, new ReportedChecksum("crc32c", "AAAAAA==", "FULL_OBJECT")).Failure);

    private static ObjectVerification Verify(ChecksumMode mode, params ReportedChecksum[] reported) =>
        ObjectVerification.Verify(new ObjectFacts(9, "\"a\"", null, [.. reported], ChunkChecksumAlgorithm.Crc32C), Value, mode);
}
