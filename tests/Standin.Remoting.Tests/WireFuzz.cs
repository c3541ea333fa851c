using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Akka.Remote.Wire;

namespace Standin.Remoting.Tests;

/// <summary>
/// Damaged and invented byte streams. STANDIN_FUZZ_INPUTS raises their number (to millions), STANDIN_FUZZ_SEED starts elsewhere.
/// </summary>
[SuppressMessage("Security", "CA5394", Justification = "Fuzzing wants repeatable randomness.")]
public class WireFuzz
{
    private const int LimitBytes = 2_048;

    private static readonly int Inputs = Number("STANDIN_FUZZ_INPUTS", 20_000);
    private static readonly int Seed = Number("STANDIN_FUZZ_SEED", 20_251);

    [Fact]
    public void Whatever_arrives_is_read_or_refused_within_bounded_memory()
    {
        for (var input = 0; input < Inputs; input++)
        {
            var random = new Random(HashCode.Combine(Seed, input));
            var bytes = Damage(random, Valid(random));
            var reader = new FrameReader(LimitBytes);
            try
            {
                Read(reader, random, bytes);
            }
            catch (ProtocolException)
            {
                // Refused, with a reason.
            }
            catch (Exception escaped)
            {
                Assert.Fail($"Seed {Seed}, input {input}: {escaped}");
            }

            Assert.True(reader.CapacityBytes <= LimitBytes + 4 + 65_536, $"Seed {Seed}, input {input}: {reader.CapacityBytes} bytes held");
        }
    }

    [Fact]
    public void What_the_writer_wrote_the_reader_reads()
    {
        for (var input = 0; input < Inputs; input++)
        {
            var random = new Random(HashCode.Combine(Seed, input, 1));
            var reader = new FrameReader(LimitBytes);
            Read(reader, random, Valid(random));
        }
    }

    private static void Read(FrameReader reader, Random random, byte[] bytes)
    {
        for (var sent = 0; sent < bytes.Length;)
        {
            var space = reader.Space().Span;
            var count = Math.Min(Math.Min(space.Length, bytes.Length - sent), random.Next(1, 5_000));
            bytes.AsSpan(sent, count).CopyTo(space);
            reader.Received(count);
            sent += count;
            while (reader.TryRead(out var frame))
            {
                Parse((FrameKind)frame[0], frame[1..]);
            }
        }
    }

    private static void Parse(FrameKind kind, ReadOnlySpan<byte> body)
    {
        switch (kind)
        {
            case FrameKind.Hello:
                _ = Hello.Parse(body);
                break;
            case FrameKind.Message or FrameKind.SystemMessage:
                _ = MessageFrame.Parse(kind, body);
                break;
            case FrameKind.Acknowledgement:
                _ = new ByteReader(body).Int64();
                break;
            case FrameKind.Disassociate:
                _ = new ByteReader(body).Byte();
                break;
        }
    }

    private static byte[] Valid(Random random)
    {
        var frames = new FrameWriter();
        var count = random.Next(1, 12);
        for (var frame = 0; frame < count; frame++)
        {
            switch (random.Next(6))
            {
                case 0:
                    frames.Hello(new Hello("akka.tcp://a@h:" + random.Next(), random.Next(), "akka.tcp://b@h:1"));
                    break;
                case 1:
                    frames.Acknowledgement(random.NextInt64());
                    break;
                case 2:
                    frames.Heartbeat();
                    break;
                case 3:
                    frames.Disassociate((DisassociateReason)random.Next(3));
                    break;
                default:
                    frames.Message(
                        random.Next(2) == 0 ? 0 : random.NextInt64(1, long.MaxValue),
                        "/user/a#1"u8,
                        (SenderKind)random.Next(3),
                        "akka.tcp://a@h:1/user/b#2"u8,
                        random.Next(),
                        new string('m', random.Next(0, 30)),
                        new byte[random.Next(0, 1_500)]);
                    break;
            }
        }

        return frames.Written.ToArray();
    }

    private static byte[] Damage(Random random, byte[] bytes)
    {
        if (random.Next(10) == 0)
        {
            random.NextBytes(bytes);
            return bytes;
        }

        for (var damages = random.Next(1, 8); damages > 0; damages--)
        {
            var at = random.Next(bytes.Length);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2 when bytes.Length > 1:
                    bytes = [.. bytes[..at], .. bytes[(at + 1)..]];
                    break;
                default:
                    bytes = [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]];
                    break;
            }
        }

        return bytes;
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : otherwise;
}
