namespace ActorDownloader.Cli.Progress;

public class ProgressFiguresSpecs
{
    [Theory]
    [InlineData(0, null, 0, 0, "0 B, 0 B/s, -:-- left")]
    [InlineData(1024, null, 512, 0, "1 KiB, 512 B/s, -:-- left")]
    [InlineData(0, 0L, 0, 0, "100 % of 0 B, 0 B/s, -:-- left")]
    [InlineData(67, 100L, 10, 1, "67 % of 100 B, 10 B/s, 0:04 left, 1 retry")]
    [InlineData(999, 1000L, 1000, 7, "99 % of 1000 B, 1000 B/s, 0:01 left, 7 retries")]
    [InlineData(1000, 1000L, 1000, 0, "100 % of 1000 B, 1000 B/s, 0:00 left")]
    [InlineData(0, 3723L, 1, 0, "0 % of 3.64 KiB, 1 B/s, 1:02:03 left")]
    [InlineData(0, long.MaxValue, 1, 0, "0 % of 8 EiB, 1 B/s, -:-- left")]
    public void A_line_says_how_much_how_fast_and_how_long(long done, long? total, double rate, int retries, string line) =>
        Assert.Equal(line, ProgressFigures.Line(new DownloadProgress(done, total, rate, retries, [])));
}
