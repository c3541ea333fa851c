using System.Globalization;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>Dates as HTTP writes them (RFC 9110, 5.6.7): the fixed form that senders must use.</summary>
internal static class HttpDate
{
    /// <summary>Reads <c>Sun, 06 Nov 1994 08:49:37 GMT</c>; null for anything else.</summary>
    public static DateTimeOffset? Parse(string? value) =>
        DateTimeOffset.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
