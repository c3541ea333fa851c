using Akka.Remote.Wire;

namespace Standin.Remoting.Tests;

public class FrameReaderSpecs
{
    private const int LimitBytes = 1_000;

    [Fact]
    public void Frames_come_out_whole_however_the_bytes_arrive()
    {
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var frames = Enumerable.Range(0, random.Next(1, 20)).Select(_ => RandomBytes(random, random.Next(1, LimitBytes))).ToList();
            var stream = frames.SelectMany(frame => BitConverter.GetBytes(frame.Length).Concat(frame)).ToArray();
            var reader = new FrameReader(LimitBytes);
            var received = new List<byte[]>();
            for (var sent = 0; sent < stream.Length;)
            {
                sent += Feed(reader, stream.AsSpan(sent, random.Next(1, Math.Min(stream.Length - sent, 3_000) + 1)));
                while (reader.TryRead(out var frame))
                {
                    received.Add(frame.ToArray());
                }
            }

            Assert.Equal(frames, received);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(LimitBytes + 1)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void A_length_that_cannot_be_is_refused(int length)
    {
        var reader = new FrameReader(LimitBytes);
        Feed(reader, BitConverter.GetBytes(length));
        Assert.Throws<ProtocolException>(() => reader.TryRead(out _));
    }

    [Fact]
    public void The_longest_frame_allowed_is_read()
    {
        var reader = new FrameReader(LimitBytes);
        Feed(reader, [.. BitConverter.GetBytes(LimitBytes), .. new byte[LimitBytes]]);
        Assert.True(reader.TryRead(out var frame));
        Assert.Equal(LimitBytes, frame.Length);
    }

    [Fact]
    public void An_announced_length_takes_no_memory()
    {
        var reader = new FrameReader(100_000_000);
        Feed(reader, BitConverter.GetBytes(99_000_000));
        Assert.False(reader.TryRead(out _));
        _ = reader.Space();
        Assert.True(reader.CapacityBytes <= 8_192);
    }

    [Fact]
    public void Memory_stays_below_the_limit_and_some_read_ahead()
    {
        var reader = new FrameReader(LimitBytes);
        var random = new Random(2);
        for (var round = 0; round < 2_000; round++)
        {
            var frame = RandomBytes(random, LimitBytes);
            byte[] bytes = [.. BitConverter.GetBytes(frame.Length), .. frame];
            for (var sent = 0; sent < bytes.Length;)
            {
                sent += Feed(reader, bytes.AsSpan(sent));
                while (reader.TryRead(out _))
                {
                }
            }
        }

        Assert.True(reader.CapacityBytes <= LimitBytes + 4 + 65_536);
    }

    private static int Feed(FrameReader reader, ReadOnlySpan<byte> bytes)
    {
        var space = reader.Space().Span;
        var count = Math.Min(space.Length, bytes.Length);
        bytes[..count].CopyTo(space);
        reader.Received(count);
        return count;
    }

    private static byte[] RandomBytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
