namespace ActorDownloader.Cli.Values;

public class SizeTextSpecs
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("1", 1)]
    [InlineData("007", 7)]
    [InlineData("100B", 100)]
    [InlineData("100b", 100)]
    [InlineData("8MiB", 8L << 20)]
    [InlineData("8mib", 8L << 20)]
    [InlineData("16M", 16L << 20)]
    [InlineData("16MB", 16L << 20)]
    [InlineData("1g", 1L << 30)]
    [InlineData("64K", 64L << 10)]
    [InlineData("5GiB", 5L << 30)]
    [InlineData("2T", 2L << 40)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("8388607T", 8388607L << 40)]
    public void A_number_with_a_unit_is_a_size(string text, long bytes)
    {
        Assert.True(SizeText.TryParse(text, out var parsed));
        Assert.Equal(bytes, parsed);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" 1")]
    [InlineData("1 M")]
    [InlineData("M")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1.5G")]
    [InlineData("1,000")]
    [InlineData("0x10")]
    [InlineData("8Q")]
    [InlineData("8iB")]
    [InlineData("8MBi")]
    [InlineData("8MiBs")]
    [InlineData("8BiB")]
    [InlineData("٣")]
    [InlineData("9223372036854775808")]
    [InlineData("8388608T")]
    public void Anything_else_is_none(string text) => Assert.False(SizeText.TryParse(text, out _));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1, "1 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1 KiB")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(1_048_575, "1 MiB")]
    [InlineData(268_435_456, "256 MiB")]
    [InlineData(1_342_177_280, "1.25 GiB")]
    [InlineData(13_421_772_800, "12.5 GiB")]
    public void A_size_is_shown_in_three_digits(double bytes, string text) => Assert.Equal(text, SizeText.Of(bytes));
}
