using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ActorDownloader.Checksums;

/// <summary>
/// Shortens a message without changing its CRC: keeps a few vectors of it, and for each further stripe multiplies them by the power of x
/// that moves them onto the stripe and adds it. What is left, read as a message, has the CRC of the whole.
/// </summary>
/// <remarks>
/// Method: Gopal et al., "Fast CRC Computation for Generic Polynomials Using PCLMULQDQ Instruction", Intel 2009.
/// The register enters by being added to the first bytes, so the remainder starts with a register of zero.
/// </remarks>
internal sealed class Folding<TLanes, TVector>
    where TLanes : struct, ICarrylessLanes<TVector>
    where TVector : struct
{
    // Enough independent chains to hide the multiplier's latency on all processors of the last ten years.
    private const int Vectors = 4;

    private readonly ulong _lowMultiplier;
    private readonly ulong _highMultiplier;

    public Folding(ReflectedPolynomial polynomial)
    {
        // A product of two reflected 64-bit words is short by one bit of being a reflected 128-bit word, which multiplies it by x:
        // hence the - 1. The low half stands 64 powers higher than the high half.
        var distance = (ulong)StripeBytes * 8;
        _lowMultiplier = polynomial.PowerOfX(distance + 64 - 1) << (64 - polynomial.Degree);
        _highMultiplier = polynomial.PowerOfX(distance - 1) << (64 - polynomial.Degree);
    }

    /// <summary>How many bytes are taken at a time, and how many are left in the end.</summary>
    public static int StripeBytes => Vectors * Unsafe.SizeOf<TVector>();

    /// <summary>Folds whole stripes of <paramref name="data"/> and says how many bytes that was.</summary>
    /// <param name="register">The register before <paramref name="data"/>.</param>
    /// <param name="data">At least one stripe.</param>
    /// <param name="remainder">
    /// Takes <see cref="StripeBytes"/> bytes. After a register of zero they leave the same register as the folded ones after
    /// <paramref name="register"/>.
    /// </param>
    // Compiled once and for good: the first chunk of a young process would otherwise be summed by unoptimised code.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Fold(ulong register, ReadOnlySpan<byte> data, Span<byte> remainder)
    {
        var multipliers = TLanes.Broadcast(_lowMultiplier, _highMultiplier);
        var vectors = MemoryMarshal.Cast<byte, TVector>(data);
        var a = TLanes.AddToFirst(vectors[0], register);
        var b = vectors[1];
        var c = vectors[2];
        var d = vectors[3];
        for (vectors = vectors[Vectors..]; vectors.Length >= Vectors; vectors = vectors[Vectors..])
        {
            a = TLanes.Fold(a, multipliers, vectors[0]);
            b = TLanes.Fold(b, multipliers, vectors[1]);
            c = TLanes.Fold(c, multipliers, vectors[2]);
            d = TLanes.Fold(d, multipliers, vectors[3]);
        }

        var left = MemoryMarshal.Cast<byte, TVector>(remainder);
        left[3] = d;
        left[2] = c;
        left[1] = b;
        left[0] = a;
        return data.Length - (data.Length % StripeBytes);
    }
}
