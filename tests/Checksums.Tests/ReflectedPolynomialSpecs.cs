namespace ActorDownloader.Checksums;

public sealed class ReflectedPolynomialSpecs
{
    private static readonly ReflectedPolynomial Zip = new(32, 0x04C11DB7);

    [Fact]
    public void The_generator_is_reflected() => Assert.Equal(0xEDB88320UL, Zip.Generator);

    [Fact]
    public void Powers_grow_by_one_x_at_a_time()
    {
        var power = 1UL << 31;
        for (var exponent = 0UL; exponent < 1000; exponent++)
        {
            Assert.Equal(power, Zip.PowerOfX(exponent));
            power = Zip.TimesX(power);
        }
    }

    // The generators of zip's and iSCSI's CRC: x has a known period modulo a primitive polynomial.
    [Fact]
    public void X_returns_to_one_after_its_period() => Assert.Equal(1UL << 31, Zip.PowerOfX(uint.MaxValue));

    [Fact]
    public void A_byte_is_eight_powers() => Assert.Equal(Zip.PowerOfX(8 * 4711), Zip.PowerOfXForBytes(4711));

    [Fact]
    public void Products_add_their_exponents() =>
        Assert.Equal(Zip.PowerOfX(100_000 + 23_456), Zip.Multiply(Zip.PowerOfX(100_000), Zip.PowerOfX(23_456)));
}
