using FsCheck;
using FsCheck.Fluent;

namespace ActorDownloader.Checksums;

public sealed class ChecksumAlgorithmSpecs
{
    private const int LongestRun = 4096;

    public static TheoryData<string> Names => ["crc32c", "crc32", "crc64nvme"];

    [Theory]
    [InlineData("crc32c", 0xE3069283)]
    [InlineData("crc32", 0xCBF43926)]
    [InlineData("crc64nvme", 0xAE8B14860A799888)]
    public void The_checksum_of_123456789_is_the_published_one(string name, ulong published)
    {
        Assert.Equal(published, Named(name).Append(0, "123456789"u8));
        Assert.Equal(published, BitByBit.Named(name).Checksum("123456789"u8));
    }

    // RFC 3720, B.4: 32 bytes of zeros, of ones, and an iSCSI read command.
    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", 0x8A9136AAu)]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", 0x62A8AB43u)]
    [InlineData("01C000000000000000000000000000001400000000000400000000140000001828000000000000000200000000000000", 0xD9963A56u)]
    public void Crc32C_gives_the_examples_of_RFC_3720(string hexadecimal, uint published) =>
        Assert.Equal(published, ChecksumAlgorithm.Crc32C.Append(0, Convert.FromHexString(hexadecimal)));

    [Theory]
    [MemberData(nameof(Names))]
    public void The_checksum_of_no_bytes_is_zero(string name) => Assert.Equal(0UL, Named(name).Append(0, []));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_length_gives_what_the_definition_gives(string name)
    {
        var data = Bytes(LongestRun);
        var definition = BitByBit.Named(name);
        var algorithm = Named(name);
        var expected = 0UL;
        for (var length = 0; length < LongestRun; length++)
        {
            Assert.Equal(expected, algorithm.Append(0, data.AsSpan(0, length)));
            expected = definition.Append(expected, data.AsSpan(length, 1));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_alignment_gives_what_the_definition_gives(string name)
    {
        var data = Bytes(LongestRun);
        for (var start = 0; start < 64; start++)
        {
            var run = data.AsSpan(start, 1500);
            Assert.Equal(BitByBit.Named(name).Checksum(run), Named(name).Append(0, run));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Bytes_may_come_in_any_runs(string name)
    {
        var algorithm = Named(name);
        Prop.ForAll<byte[][]>(runs =>
        {
            var whole = runs.SelectMany(run => run).ToArray();
            return runs.Aggregate(0UL, (sum, run) => algorithm.Append(sum, run)) == algorithm.Append(0, whole);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Long_bytes_may_come_in_any_runs(string name)
    {
        var algorithm = Named(name);
        var data = Bytes(1 << 20);
        var whole = algorithm.Append(0, data);
        var random = new Random(20);
        for (var repeat = 0; repeat < 50; repeat++)
        {
            var sum = 0UL;
            for (var start = 0; start < data.Length;)
            {
                var length = Math.Min(random.Next(200_000), data.Length - start);
                sum = algorithm.Append(sum, data.AsSpan(start, length));
                start += length;
            }

            Assert.Equal(whole, sum);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Combined_checksums_are_the_checksum_of_both_runs(string name)
    {
        var algorithm = Named(name);
        Prop.ForAll<byte[], byte[]>((first, second) =>
            algorithm.Combine(algorithm.Append(0, first), algorithm.Append(0, second), second.Length)
                == algorithm.Append(0, [.. first, .. second])).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Runs_may_be_combined_in_any_grouping(string name)
    {
        var algorithm = Named(name);
        Prop.ForAll<byte[], byte[], byte[]>((a, b, c) =>
        {
            var (x, y, z) = (algorithm.Append(0, a), algorithm.Append(0, b), algorithm.Append(0, c));
            var fromLeft = algorithm.Combine(algorithm.Combine(x, y, b.Length), z, c.Length);
            var fromRight = algorithm.Combine(x, algorithm.Combine(y, z, c.Length), b.Length + c.Length);
            return fromLeft == fromRight && fromLeft == algorithm.Append(0, [.. a, .. b, .. c]);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Chunks_of_mebibytes_combine(string name)
    {
        var algorithm = Named(name);
        var data = Bytes((8 << 20) + 12345);
        var first = algorithm.Append(0, data.AsSpan(0, 12345));
        var second = algorithm.Append(0, data.AsSpan(12345));
        Assert.Equal(algorithm.Append(0, data), algorithm.Combine(first, second, 8 << 20));
    }

    // The longest length has every bit set; a run of 2^62 zeros twice is one of 2^63 - 1 and a byte.
    [Theory]
    [MemberData(nameof(Names))]
    public void Lengths_up_to_the_largest_combine(string name)
    {
        var algorithm = Named(name);
        var some = algorithm.Append(0, "some"u8);
        var half = algorithm.Combine(algorithm.Combine(some, 0, 1L << 62), 0, 1L << 62);
        var whole = algorithm.Combine(algorithm.Combine(some, 0, long.MaxValue), 0, 1);
        Assert.Equal(half, whole);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_empty_run_changes_nothing(string name)
    {
        var algorithm = Named(name);
        var some = algorithm.Append(0, "some"u8);
        Assert.Equal(some, algorithm.Combine(some, 0, 0));
        Assert.Equal(some, algorithm.Combine(0, some, 4));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_negative_length_is_refused(string name) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Named(name).Combine(0, 0, -1));

    [Theory]
    [InlineData("crc32c")]
    [InlineData("crc32")]
    public void Bits_beyond_the_checksum_are_ignored(string name)
    {
        var algorithm = Named(name);
        const ulong Beyond = 0xDEADBEEF_00000000;
        Assert.Equal(algorithm.Append(0x12345678, "some"u8), algorithm.Append(Beyond | 0x12345678, "some"u8));
        Assert.Equal(algorithm.Combine(0x12345678, 0x9ABCDEF0, 77), algorithm.Combine(Beyond | 0x12345678, Beyond | 0x9ABCDEF0, 77));
        Assert.Equal(algorithm.ToBase64(0x12345678), algorithm.ToBase64(Beyond | 0x12345678));
    }

    [Fact]
    public void Threads_may_share_an_algorithm()
    {
        var data = Bytes(100_000);
        var expected = BitByBit.Crc64Nvme.Checksum(data);
        var sums = new ulong[64];
        Parallel.For(0, sums.Length, i => sums[i] = ChecksumAlgorithm.Crc64Nvme.Append(0, data));
        Assert.All(sums, sum => Assert.Equal(expected, sum));
    }

    [Theory]
    [InlineData("crc32c", 4)]
    [InlineData("crc32", 4)]
    [InlineData("crc64nvme", 8)]
    public void An_algorithm_has_the_name_of_its_header_and_a_size(string name, int byteCount)
    {
        Assert.Equal(name, Named(name).Name);
        Assert.Equal(name, Named(name).ToString());
        Assert.Equal(byteCount, Named(name).ByteCount);
    }

    internal static ChecksumAlgorithm Named(string name) => name switch
    {
        "crc32c" => ChecksumAlgorithm.Crc32C,
        "crc32" => ChecksumAlgorithm.Crc32,
        "crc64nvme" => ChecksumAlgorithm.Crc64Nvme,
        _ => throw new ArgumentException(name),
    };

    internal static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
