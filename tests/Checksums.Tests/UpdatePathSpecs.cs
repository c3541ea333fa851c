using System.Runtime.Intrinsics;

namespace ActorDownloader.Checksums;

/// <summary>Each way to move a register, by itself, against the definition: whichever of them this processor would choose.</summary>
public sealed class UpdatePathSpecs
{
    private const int LongestRun = 4096;

    private delegate ulong UpdatePath(ulong register, ReadOnlySpan<byte> data);

    public static TheoryData<string, int, ulong> Polynomials => new()
    {
        { "crc32c", 32, 0x1EDC6F41 },
        { "crc32", 32, 0x04C11DB7 },
        { "crc64nvme", 64, 0xAD93D23594C93659 },
    };

    [Theory]
    [MemberData(nameof(Polynomials))]
    public void Tables_follow_the_definition(string name, int degree, ulong generator) =>
        FollowsTheDefinition(name, 0, LongestRun, new SlicedTables(new ReflectedPolynomial(degree, generator)).Update);

    [Theory]
    [MemberData(nameof(Polynomials))]
    public void Folding_one_lane_follows_the_definition(string name, int degree, ulong generator)
    {
        if (Lanes128.IsSupported)
        {
            FoldingFollowsTheDefinition<Lanes128, Vector128<ulong>>(name, degree, generator);
        }
    }

    [Theory]
    [MemberData(nameof(Polynomials))]
    public void Folding_two_lanes_follows_the_definition(string name, int degree, ulong generator)
    {
        if (Lanes256.IsSupported)
        {
            FoldingFollowsTheDefinition<Lanes256, Vector256<ulong>>(name, degree, generator);
        }
    }

    // The lanes of a processor without carry-less multiplication, so that the folding itself is tested on every processor.
    [Theory]
    [MemberData(nameof(Polynomials))]
    public void Folding_by_software_follows_the_definition(string name, int degree, ulong generator) =>
        FoldingFollowsTheDefinition<SoftwareLanes, Vector128<ulong>>(name, degree, generator, longest: 400);

    [Fact]
    public void The_instruction_follows_the_definition()
    {
        if (Crc32CInstruction.IsSupported)
        {
            FollowsTheDefinition("crc32c", 0, LongestRun, (register, data) => Crc32CInstruction.Update((uint)register, data));
        }
    }

    [Fact]
    public void The_instruction_is_used_for_its_polynomial_alone()
    {
        Assert.Equal(Crc32CInstruction.IsSupported, Crc32CInstruction.Computes(new ReflectedPolynomial(32, 0x1EDC6F41)));
        Assert.False(Crc32CInstruction.Computes(new ReflectedPolynomial(32, 0x04C11DB7)));
    }

    private static void FoldingFollowsTheDefinition<TLanes, TVector>(string name, int degree, ulong generator, int longest = LongestRun)
        where TLanes : struct, ICarrylessLanes<TVector>
        where TVector : struct
    {
        var polynomial = new ReflectedPolynomial(degree, generator);
        var folding = new Folding<TLanes, TVector>(polynomial);
        var tables = new SlicedTables(polynomial);
        FollowsTheDefinition(name, Folding<TLanes, TVector>.StripeBytes, longest, Path);

        ulong Path(ulong register, ReadOnlySpan<byte> data)
        {
            Span<byte> remainder = stackalloc byte[Folding<TLanes, TVector>.StripeBytes];
            var folded = folding.Fold(register, data, remainder);
            Assert.Equal(data.Length / remainder.Length * remainder.Length, folded);
            return tables.Update(tables.Update(0, remainder), data[folded..]);
        }
    }

    private static void FollowsTheDefinition(string name, int shortest, int longest, UpdatePath path)
    {
        var definition = BitByBit.Named(name);
        var data = ChecksumAlgorithmSpecs.Bytes(LongestRun);
        const ulong Start = 0x5EED1234;
        var expected = definition.Update(Start, data.AsSpan(0, shortest));
        for (var length = shortest; length < longest; length++)
        {
            Assert.Equal(expected, path(Start, data.AsSpan(0, length)));
            expected = definition.Update(expected, data.AsSpan(length, 1));
        }

        for (var offset = 0; offset < 64; offset++)
        {
            var run = data.AsSpan(offset, shortest + 333);
            Assert.Equal(definition.Update(Start, run), path(Start, run));
        }
    }
}
