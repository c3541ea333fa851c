using System.Text;
using Microsoft.Win32.SafeHandles;

namespace ActorDownloader.Integrity;

public sealed class FileChecksumSpecs : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    // The check values of the CRCs (catalogue of parametrised CRC algorithms), FIPS 180-4's and RFC 1321's digests, of "123456789".
    [Theory]
    [InlineData("crc32c", "E3069283")]
    [InlineData("crc32", "CBF43926")]
    [InlineData("crc64nvme", "AE8B14860A799888")]
    [InlineData("sha1", "F7C3BC1D808E04732ADF679965CCC34CA7AE3441")]
    [InlineData("sha256", "15E2B0D3C33891EBB0F1EF609EC419420C20E320CE94C65FBC8C3312448EB225")]
    [InlineData(null, "25F9E794323B453885F5181F1B624D0B")]
    public void Every_algorithm_computes_what_it_is_defined_to(string? header, string expected)
    {
        var algorithm = header is null ? FileChecksumAlgorithm.Md5 : FileChecksum.AlgorithmOf(header)!.Value;

        Assert.Equal(Convert.ToBase64String(Convert.FromHexString(expected)), Sum("123456789", algorithm));
        Assert.True(FileChecksum.IsValue(algorithm, Convert.ToBase64String(Convert.FromHexString(expected))));
    }

    [Theory]
    [InlineData(3, "-3")]
    [InlineData(4, "-3")]
    [InlineData(9, "-1")]
    [InlineData(100, "-1")]
    public void A_checksum_of_parts_is_the_checksum_of_their_checksums(int partLength, string ending)
    {
        const string Text = "123456789";
        var parts = Text.Chunk(partLength)
            .SelectMany(part => Convert.FromBase64String(Sum(new string(part), FileChecksumAlgorithm.Crc64Nvme)))
            .ToArray();

        Assert.Equal(
            Sum(parts, FileChecksumAlgorithm.Crc64Nvme, null) + ending,
            Sum(Encoding.ASCII.GetBytes(Text), FileChecksumAlgorithm.Crc64Nvme, partLength));
    }

    [Fact]
    public void What_is_longer_than_a_buffer_is_read_whole()
    {
        var bytes = new byte[1_000_003];
        new Random(7).NextBytes(bytes);

        Assert.Equal(
            Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(bytes)), Sum(bytes, FileChecksumAlgorithm.Sha256, null));
    }

    [Fact]
    public void A_file_that_is_shorter_is_an_error()
    {
        using var file = Open("123"u8.ToArray());

        Assert.Throws<EndOfStreamException>(() => FileChecksum.Compute(file, 4, FileChecksumAlgorithm.Md5, null, CancellationToken.None));
    }

    [Fact]
    public void Reading_can_be_cancelled()
    {
        using var file = Open("123"u8.ToArray());

        Assert.Throws<OperationCanceledException>(
            () => FileChecksum.Compute(file, 3, FileChecksumAlgorithm.Md5, null, new CancellationToken(true)));
    }

    private string Sum(string text, FileChecksumAlgorithm algorithm) => Sum(Encoding.ASCII.GetBytes(text), algorithm, null);

    private string Sum(byte[] bytes, FileChecksumAlgorithm algorithm, long? partLength)
    {
        using var file = Open(bytes);
        return FileChecksum.Compute(file, bytes.Length, algorithm, partLength, CancellationToken.None);
    }

    private SafeFileHandle Open(byte[] bytes)
    {
        File.WriteAllBytes(_path, bytes);
        return File.OpenHandle(_path);
    }
}
