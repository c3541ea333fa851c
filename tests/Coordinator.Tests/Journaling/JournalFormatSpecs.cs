using System.Buffers;
using System.Collections.Immutable;
using ActorDownloader.Messages;
using ActorDownloader.Planning;
using ActorDownloader.Transfers;
using FsCheck;
using FsCheck.Fluent;

namespace ActorDownloader.Journaling;

/// <summary>What is written is read, and nothing else ever is.</summary>
public class JournalFormatSpecs
{
    private const ulong Salt = 0x0123456789ABCDEF;

    private static readonly JournalHeader Header = new(
        new RequestIdentity("http://127.0.0.1:9000", "bucket", "dir/ключ", null, "file.bin"),
        new ObjectFacts(
            10, "\"etag\"", "v1", [new ReportedChecksum("crc32c", "AAAAAA==", "FULL_OBJECT")], ChunkChecksumAlgorithm.Crc64Nvme),
        new ChunkPlan(10, 4, 3),
        ChecksumsAsked: true);

    private static readonly JournaledChunk[] Chunks = [new(2, 3, 0xFFFFFFFFFFFFFFFF), new(0, 4, 1), new(1, 3, 2)];

    /// <summary>Version 1 as its first program wrote it. These bytes must be readable for good.</summary>
    private const string Golden =
        "4143544f52444c4a0100efcdab8967452301a96104d394000000d51666e80115000000687474703a2f2f3132372e302e302e313a3930303006000000"
        + "6275636b65740c0000006469722fd0bad0bbd18ed187ffffffff0800000066696c652e62696e060000002265746167220200000076310a0000000000"
        + "00000400000000000000030000000000000002010106000000637263333263080000004141414141413d3d0b00000046554c4c5f4f424a4543541500"
        + "0000b1d0d32f02020000000300000000000000ffffffffffffffff15000000b977db1902000000000400000000000000010000000000000015000000"
        + "75cb2020020100000003000000000000000200000000000000";

    [Fact]
    public void What_was_written_is_read()
    {
        var journal = Read(Write(Header, Chunks));

        Assert.Equal(Header.Request, journal.Header.Request);
        Assert.Equal(Header.Object.Checksums.AsEnumerable(), journal.Header.Object.Checksums);
        Assert.Equal(
            Header with { Object = Header.Object with { Checksums = [] } },
            journal.Header with { Object = journal.Header.Object with { Checksums = [] } });
        Assert.Equal([Chunks[1], Chunks[2], Chunks[0]], journal.Chunks.AsEnumerable());
        Assert.Equal((Salt, Write(Header, Chunks).Length), (journal.Salt, journal.ValidBytes));
    }

    [Fact]
    public void A_journal_of_version_1_stays_readable()
    {
        Assert.Equal(Golden, Convert.ToHexStringLower(Write(Header, Chunks)));
        Assert.Equal(3, Read(Convert.FromHexString(Golden)).Chunks.Length);
    }

    [Fact]
    public void Every_absent_text_stays_absent_and_every_empty_one_empty()
    {
        var header = Header with
        {
            Request = new RequestIdentity("", "", "", "", ""),
            Object = Header.Object with { VersionId = null, Checksums = [new ReportedChecksum("sha1", "", null)] },
        };

        var read = Read(Write(header)).Header;

        Assert.Equal(header.Request, read.Request);
        Assert.Null(read.Object.VersionId);
        Assert.Equal(header.Object.Checksums.AsEnumerable(), read.Object.Checksums);
    }

    [Fact]
    public void The_latest_record_of_a_chunk_counts() =>
        Assert.Equal(new JournaledChunk(1, 3, 9), Assert.Single(Read(Write(Header, [new(1, 3, 8), new(1, 3, 9)])).Chunks));

    [Fact]
    public void A_chunk_that_the_plan_does_not_have_ends_the_reading()
    {
        Assert.Equal(Chunks[0], Assert.Single(Read(Write(Header, [Chunks[0], new(3, 3, 1), Chunks[1]])).Chunks));
        Assert.Empty(Read(Write(Header, [new(-1, 4, 1), Chunks[1]])).Chunks);
        Assert.Empty(Read(Write(Header, [new(0, 3, 1), Chunks[1]])).Chunks);
    }

    [Fact]
    public void Whatever_the_length_that_is_left_what_is_before_it_counts()
    {
        var whole = Write(Header, Chunks);
        for (var length = 0; length <= whole.Length; length++)
        {
            var kept = length;
            switch (JournalReading.Of(whole.AsSpan(0, length)))
            {
                case JournalReading.Torn:
                    Assert.True(length < Write(Header).Length);
                    break;
                case JournalReading.Journal journal:
                    Assert.Equal(
                        (length - Write(Header).Length) / (JournalFormat.FrameBytes + JournalFormat.ChunkPayloadBytes),
                        journal.Chunks.Length);
                    Assert.Equal(Write(Header, Chunks.AsSpan(0, journal.Chunks.Length)).Length, journal.ValidBytes);
                    break;
                default:
                    Assert.Fail($"The first {kept} bytes of a journal are no foreign file.");
                    break;
            }
        }
    }

    [Fact]
    public void A_bit_that_flips_anywhere_makes_up_no_chunk()
    {
        var whole = Write(Header, Chunks);
        for (var bit = 0; bit < whole.Length * 8; bit++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.All(ChunksOf(bytes), chunk => Assert.Contains(chunk, Chunks));
        }
    }

    [Fact]
    public void Damage_of_any_kind_makes_up_no_chunk() => Prop.ForAll(
        Gen.Choose(0, 10_000).ArrayOf().ToArbitrary(),
        choices =>
        {
            var bytes = new List<byte>(Write(Header, Chunks));
            for (var i = 0; i + 2 < choices.Length; i += 3)
            {
                Damage(bytes, choices[i], choices[i + 1], choices[i + 2]);
            }

            Assert.All(ChunksOf([.. bytes]), chunk => Assert.Contains(chunk, Chunks));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void A_journal_of_a_newer_version_is_not_ours()
    {
        var bytes = Write(Header);
        bytes[8] = JournalFormat.Version + 1;
        Assert.IsType<JournalReading.Torn>(JournalReading.Of(bytes));

        BitConverter.TryWriteBytes(bytes.AsSpan(18), (uint)Checksums.ChecksumAlgorithm.Crc32C.Append(0, bytes.AsSpan(0, 18)));
        Assert.IsType<JournalReading.Foreign>(JournalReading.Of(bytes));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ACTOR")]
    [InlineData("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    public void A_journal_that_was_hardly_begun_is_torn(string text) =>
        Assert.IsType<JournalReading.Torn>(JournalReading.Of(System.Text.Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData("a")]
    [InlineData("something that somebody wrote into a file of that name")]
    public void What_does_not_begin_as_a_journal_is_not_ours(string text) =>
        Assert.IsType<JournalReading.Foreign>(JournalReading.Of(System.Text.Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Records_of_another_journal_are_none_of_this_one()
    {
        var other = Write(Header, Chunks, Salt + 1);
        var beginning = Write(Header);

        Assert.Empty(Read([.. beginning, .. other.AsSpan(beginning.Length)]).Chunks);
    }

    private static void Damage(List<byte> bytes, int what, int where, int how)
    {
        var at = bytes.Count == 0 ? 0 : where % bytes.Count;
        switch (what % 5)
        {
            case 0 when bytes.Count > 0:
                bytes[at] = (byte)(how & 0xFF);
                break;
            case 1:
                bytes.RemoveRange(at, Math.Min(how % 40, bytes.Count - at));
                break;
            case 2:
                bytes.InsertRange(at, Enumerable.Repeat((byte)(how & 0xFF), how % 40));
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(how % (bytes.Count + 1), Math.Min(29, bytes.Count - (how % (bytes.Count + 1)))));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
        }
    }

    private static byte[] Write(JournalHeader header, ReadOnlySpan<JournaledChunk> chunks = default, ulong salt = Salt)
    {
        var bytes = new ArrayBufferWriter<byte>();
        bytes.Write(JournalFormat.Begin(header, salt));
        foreach (var chunk in chunks)
        {
            JournalFormat.AddChunk(bytes, chunk, salt);
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static JournalReading.Journal Read(byte[] bytes) => Assert.IsType<JournalReading.Journal>(JournalReading.Of(bytes));

    private static ImmutableArray<JournaledChunk> ChunksOf(byte[] bytes) =>
        JournalReading.Of(bytes) is JournalReading.Journal journal ? journal.Chunks : [];
}
