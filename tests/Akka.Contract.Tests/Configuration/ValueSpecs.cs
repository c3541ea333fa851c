using Akka.Configuration;

namespace Akka.Contract.Hocon;

/// <summary>What values mean as numbers, truths, durations and sizes.</summary>
public class ValueSpecs
{
    [Theory]
    [InlineData("on", true)]
    [InlineData("true", true)]
    [InlineData("off", false)]
    [InlineData("false", false)]
    [InlineData("\"true\"", true)]
    public void A_boolean_is_on_off_true_or_false(string value, bool expected) => Assert.Equal(expected, Of(value).GetBoolean("a"));

    [Theory]
    [InlineData("yes")]
    [InlineData("no")]
    [InlineData("1")]
    [InlineData("True")]
    [InlineData("null")]
    public void Nothing_else_is_a_boolean(string value) => Assert.Throws<NotSupportedException>(() => Of(value).GetBoolean("a"));

    [Fact]
    public void Numbers_are_written_as_in_code()
    {
        Assert.Equal(-4, Of("-4").GetInt("a"));
        Assert.Equal(99_999_999_999, Of("99999999999").GetLong("a"));
        Assert.Equal(1.5, Of("1.5").GetDouble("a"));
        Assert.Equal(1000, Of("1e3").GetDouble("a"));
        Assert.Equal(0.5f, Of(".5").GetFloat("a"));
        Assert.Equal(1.25m, Of("1.25").GetDecimal("a"));
    }

    [Fact]
    public void What_is_no_number_is_refused()
    {
        Assert.Throws<FormatException>(() => Of("x").GetInt("a"));
        Assert.Throws<FormatException>(() => Of("1.5").GetInt("a"));
        Assert.Throws<FormatException>(() => Of("1 s").GetLong("a"));
        Assert.Throws<OverflowException>(() => Of("99999999999").GetInt("a"));
        Assert.Throws<ArgumentNullException>(() => Of("null").GetInt("a"));
    }

    [Theory]
    [InlineData("1500", 1500)]
    [InlineData("1500ms", 1500)]
    [InlineData("2 milliseconds", 2)]
    [InlineData("3s", 3000)]
    [InlineData("0.5 s", 500)]
    [InlineData("1 second", 1000)]
    [InlineData("2 minutes", 120_000)]
    [InlineData("1m", 60_000)]
    [InlineData("1.5 h", 5_400_000)]
    [InlineData("2 hours", 7_200_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("2500 micros", 2.5)]
    [InlineData("300 ns", 0.0003)]
    [InlineData("0", 0)]
    public void A_duration_is_a_number_of_milliseconds_or_of_a_unit(string value, double milliseconds) =>
        Assert.Equal(TimeSpan.FromTicks((long)Math.Round(milliseconds * TimeSpan.TicksPerMillisecond)), Of(value).GetTimeSpan("a"));

    [Fact]
    public void A_duration_may_be_infinite_where_that_is_allowed()
    {
        Assert.Equal(Timeout.InfiniteTimeSpan, Of("infinite").GetTimeSpan("a"));
        Assert.Equal(Timeout.InfiniteTimeSpan, Of("Infinite").GetTimeSpan("a"));
        Assert.Throws<FormatException>(() => Of("infinite").GetTimeSpan("a", allowInfinite: false));
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("-1 s")]
    [InlineData("5 us")]
    [InlineData("1 week")]
    [InlineData("1 S")]
    [InlineData("s")]
    [InlineData("1 2 s")]
    public void What_is_no_duration_is_refused(string value) => Assert.Throws<FormatException>(() => Of(value).GetTimeSpan("a"));

    [Theory]
    [InlineData("0", 0)]
    [InlineData("512", 512)]
    [InlineData("512B", 512)]
    [InlineData("512 bytes", 512)]
    [InlineData("8MiB", 8 << 20)]
    [InlineData("16M", 16 << 20)]
    [InlineData("16 m", 16 << 20)]
    [InlineData("1g", 1 << 30)]
    [InlineData("1G", 1 << 30)]
    [InlineData("2GiB", 2L << 30)]
    [InlineData("64k", 64 << 10)]
    [InlineData("64K", 64 << 10)]
    [InlineData("64KiB", 64 << 10)]
    [InlineData("3 kB", 3000)]
    [InlineData("3MB", 3_000_000)]
    [InlineData("3 GB", 3_000_000_000)]
    [InlineData("1t", 1L << 40)]
    [InlineData("1 TB", 1_000_000_000_000)]
    [InlineData("1P", 1L << 50)]
    [InlineData("1E", 1L << 60)]
    [InlineData("2 mebibytes", 2 << 20)]
    public void A_size_is_a_number_of_bytes_or_of_a_unit(string value, long bytes) => Assert.Equal(bytes, Of(value).GetByteSize("a"));

    [Theory]
    [InlineData("1 KB")]
    [InlineData("1 mb")]
    [InlineData("1.5 M")]
    [InlineData("M")]
    [InlineData("1 M 2")]
    public void What_is_no_size_is_refused(string value) => Assert.Throws<FormatException>(() => Of(value).GetByteSize("a"));

    [Fact]
    public void An_empty_size_is_none()
    {
        Assert.Null(Of("null").GetByteSize("a"));
        Assert.Null(Of("\"\"").GetByteSize("a"));
    }

    private static Config Of(string value) => ConfigurationFactory.ParseString($"a = {value}\n");
}
