using System.Globalization;
using ActorDownloader.Cli.Values;

namespace ActorDownloader.Cli.Progress;

/// <summary>Progress in words. Pure.</summary>
internal static class ProgressFigures
{
    /// <summary>Such as <c>67 % of 256 MiB, 64.1 MiB/s, 0:02 left, 1 retry</c>.</summary>
    public static string Line(DownloadProgress progress)
    {
        var done = progress.BytesTotal is { } total
            ? string.Create(CultureInfo.InvariantCulture, $"{Percent(progress.BytesDone, total)} % of {SizeText.Of(total)}")
            : SizeText.Of(progress.BytesDone);
        var retries = progress.Retries switch
        {
            0 => "",
            1 => ", 1 retry",
            var many => string.Create(CultureInfo.InvariantCulture, $", {many} retries"),
        };
        return $"{done}, {Rate(progress)}, {Remaining(progress)} left{retries}";
    }

    /// <summary>Rounded down, so that 100 means done; an empty object is done.</summary>
    public static int Percent(long done, long total) => total == 0 ? 100 : (int)(Math.Clamp((double)done / total, 0, 1) * 100);

    public static string Rate(DownloadProgress progress) => $"{SizeText.Of(progress.BytesPerSecond)}/s";

    /// <summary>At the recent rate: <c>0:05</c>, <c>1:02:03</c>; <c>-:--</c> while unknown.</summary>
    public static string Remaining(DownloadProgress progress)
    {
        if (progress.BytesTotal is not { } total || progress.BytesPerSecond <= 0)
        {
            return "-:--";
        }

        var seconds = Math.Ceiling(Math.Max(0, total - progress.BytesDone) / progress.BytesPerSecond);
        if (seconds >= TimeSpan.FromDays(100).TotalSeconds)
        {
            return "-:--";
        }

        var left = TimeSpan.FromSeconds(seconds);
        return left.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours}:{left.Minutes:00}:{left.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{left.Minutes}:{left.Seconds:00}");
    }
}
