using System.Security.Cryptography;
using ActorDownloader.LoopbackOrigin.Content;

namespace ActorDownloader.LoopbackOrigin.Checksums;

public sealed class ObjectChecksumSpecs
{
    private static readonly ObjectContent Digits = ObjectContent.Of("123456789"u8.ToArray());

    // The check values of the catalogue of parametrised CRC algorithms, and FIPS 180's functions as .NET has them.
    [Theory]
    [InlineData(ChecksumAlgorithm.Crc32, "CBF43926")]
    [InlineData(ChecksumAlgorithm.Crc32C, "E3069283")]
    [InlineData(ChecksumAlgorithm.Crc64Nvme, "AE8B14860A799888")]
    [InlineData(ChecksumAlgorithm.Sha1, "F7C3BC1D808E04732ADF679965CCC34CA7AE3441")]
    [InlineData(ChecksumAlgorithm.Sha256, "15E2B0D3C33891EBB0F1EF609EC419420C20E320CE94C65FBC8C3312448EB225")]
    public void Checksums_have_their_published_check_values(ChecksumAlgorithm algorithm, string hex)
    {
        var checksum = ObjectChecksum.OfObject(algorithm, Digits);

        Assert.Equal(new ObjectChecksum(algorithm, Convert.ToBase64String(Convert.FromHexString(hex))), checksum);
    }

    [Fact]
    public void A_composite_is_the_checksum_of_the_parts_checksums()
    {
        byte[] digests = [.. SHA256.HashData("1234"u8), .. SHA256.HashData("5678"u8), .. SHA256.HashData("9"u8)];

        var composite = ObjectChecksum.OfParts(ChecksumAlgorithm.Sha256, Digits, 4);

        var expected = Convert.ToBase64String(SHA256.HashData(digests)) + "-3";
        Assert.Equal(new(ChecksumAlgorithm.Sha256, expected, ChecksumType.Composite), composite);
    }

    [Fact]
    public void An_empty_object_has_one_part()
    {
        var composite = ObjectChecksum.OfParts(ChecksumAlgorithm.Crc32, ObjectContent.Of(default), 4);

        Assert.EndsWith("-1", composite.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_longer_than_a_block_is_hashed_whole()
    {
        var content = ObjectContent.Generated(1, 1_000_001);

        var checksum = ObjectChecksum.OfObject(ChecksumAlgorithm.Sha256, content);

        Assert.Equal(Convert.ToBase64String(SHA256.HashData(content.ToArray())), checksum.Value);
    }
}
