using System.Numerics;

namespace ActorDownloader.Checksums;

/// <summary>
/// Arithmetic on remainders modulo a generator polynomial over GF(2). A remainder is held as a reflected CRC register holds it:
/// bit <c>Degree - 1</c> is the coefficient of x⁰ and bit 0 that of the highest power. Immutable once built; safe for all threads.
/// </summary>
internal sealed class ReflectedPolynomial
{
    // Bytes shift by x⁸ each, so a length in bytes reaches from x^(2^3) up to x^(2^(3 + 62)).
    private const int PowerCount = 66;

    private ulong[]? _powers;

    /// <summary>The generator x^<paramref name="degree"/> + <paramref name="coefficients"/>.</summary>
    /// <param name="degree">32 or 64.</param>
    /// <param name="coefficients">The generator less its highest term as definitions print it: bit i is the coefficient of xⁱ.</param>
    public ReflectedPolynomial(int degree, ulong coefficients)
    {
        Degree = degree;
        Mask = ulong.MaxValue >> (64 - degree);
        Generator = Reverse(coefficients) >> (64 - degree);
    }

    /// <summary>How many bits a remainder has.</summary>
    public int Degree { get; }

    /// <summary>The bits that a remainder may use.</summary>
    public ulong Mask { get; }

    /// <summary>The generator less its highest term, reflected: what is subtracted when a register's bit 0 is shifted out.</summary>
    public ulong Generator { get; }

    private ulong One => 1UL << (Degree - 1);

    /// <summary>The remainder times x: the register after one zero bit.</summary>
    public ulong TimesX(ulong remainder) => (remainder >> 1) ^ ((remainder & 1) == 0 ? 0 : Generator);

    /// <summary>The product of two remainders.</summary>
    public ulong Multiply(ulong left, ulong right)
    {
        var product = 0UL;
        for (var coefficient = One; left != 0; coefficient >>= 1)
        {
            if ((left & coefficient) != 0)
            {
                product ^= right;
                left ^= coefficient;
            }

            right = TimesX(right);
        }

        return product;
    }

    /// <summary>x to the power <paramref name="exponent"/>; by squaring, one multiplication for each bit set.</summary>
    public ulong PowerOfX(ulong exponent) => PowerOfX(exponent, firstPower: 0);

    /// <summary>x to the power 8 · <paramref name="bytes"/>: multiplying by it moves a register over that many zero bytes.</summary>
    public ulong PowerOfXForBytes(ulong bytes) => PowerOfX(bytes, firstPower: 3);

    private ulong PowerOfX(ulong exponent, int firstPower)
    {
        // Two threads may both build the table: it is the same one.
        var powers = _powers ??= Squarings();
        var result = One;
        for (var remaining = exponent; remaining != 0; remaining &= remaining - 1)
        {
            result = Multiply(result, powers[firstPower + BitOperations.TrailingZeroCount(remaining)]);
        }

        return result;
    }

    // x^(2^i) for i = 0, 1, 2, …
    private ulong[] Squarings()
    {
        var powers = new ulong[PowerCount];
        powers[0] = TimesX(One);
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = Multiply(powers[i - 1], powers[i - 1]);
        }

        return powers;
    }

    private static ulong Reverse(ulong bits)
    {
        var reversed = 0UL;
        for (var i = 0; i < 64; i++)
        {
            reversed |= ((bits >> i) & 1) << (63 - i);
        }

        return reversed;
    }
}
