using FsCheck;
using FsCheck.Fluent;

namespace ActorDownloader.Checksums;

public sealed class Base64Specs
{
    [Theory]
    [InlineData("crc32c", 0xE3069283, "4waSgw==")]
    [InlineData("crc32", 0xCBF43926, "y/Q5Jg==")]
    [InlineData("crc64nvme", 0xAE8B14860A799888, "rosUhgp5mIg=")]
    [InlineData("crc32", 0, "AAAAAA==")]
    [InlineData("crc64nvme", 0, "AAAAAAAAAAA=")]
    public void The_most_significant_byte_comes_first(string name, ulong checksum, string text)
    {
        var algorithm = ChecksumAlgorithmSpecs.Named(name);
        Assert.Equal(text, algorithm.ToBase64(checksum));
        Assert.True(algorithm.TryParseBase64(text, out var parsed));
        Assert.Equal(checksum, parsed);
    }

    [Theory]
    [InlineData("crc32", "")]
    [InlineData("crc32", "y/Q5Jg==-3")]
    [InlineData("crc32", "y/Q5Jg")]
    [InlineData("crc32", "y/Q5J===")]
    [InlineData("crc32", "rosUhgp5mIg=")]
    [InlineData("crc32", "y/Q5JgA=")]
    [InlineData("crc32", "y_Q5Jg==")]
    [InlineData("crc64nvme", "y/Q5Jg==")]
    [InlineData("crc64nvme", "rosUhgp5mIg")]
    [InlineData("crc64nvme", "rosUhgp5mIg=-12")]
    public void Anything_else_is_no_checksum(string name, string text)
    {
        Assert.False(ChecksumAlgorithmSpecs.Named(name).TryParseBase64(text, out var parsed));
        Assert.Equal(0UL, parsed);
    }

    [Fact]
    public void What_is_written_is_read_back() =>
        Prop.ForAll<ulong>(value =>
        {
            var text = ChecksumAlgorithm.Crc64Nvme.ToBase64(value);
            return ChecksumAlgorithm.Crc64Nvme.TryParseBase64(text, out var parsed) && parsed == value;
        }).QuickCheckThrowOnFailure();
}
