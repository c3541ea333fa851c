using System.Globalization;
using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>Failures that an origin described itself, by status, headers and error document. Pure.</summary>
internal static class FailureOf
{
    private const string ClockSkew = "RequestTimeTooSkewed";

    /// <summary>What the headers of an error answer say.</summary>
    public static FetchFailure Status(ResponseHead head) => new(
        FetchFailureKind.Refused,
        string.Create(CultureInfo.InvariantCulture, $"The origin answered with status {head.Status}{Direction(head)}."),
        head.Status,
        RequestId: head.RequestId,
        Region: head.BucketRegion);

    /// <summary>The same failure with what its error document adds.</summary>
    /// <param name="failure">The failure so far.</param>
    /// <param name="head">
    /// The answer's headers: their date is the origin's clock where a document that complains about ours has none.
    /// </param>
    /// <param name="document">The document; null where there was none, and then nothing is added.</param>
    public static FetchFailure Document(FetchFailure failure, ResponseHead head, ErrorDocument? document)
    {
        if (document is null)
            return failure;
        var code = PlainText.Of(document.Code);
        var said = document.Message is { } message ? $"{code}: {PlainText.Of(message)}" : code;
        return failure with
        {
            Message = $"{failure.Message.TrimEnd('.')} ({said.TrimEnd('.')}).",
            ErrorCode = code,
            RequestId = failure.RequestId ?? document.RequestId,
            Region = failure.Region ?? document.Region,
            OriginTime = document.ServerTime ?? (code == ClockSkew ? HttpDate.Parse(head.Date) : null),
        };
    }

    /// <summary>The same failure with the pause that the origin asked for.</summary>
    public static FetchFailure Pause(FetchFailure failure, ResponseHead head, DateTimeOffset now) =>
        head.RetryAfter is null
            ? failure
            : failure with { RetryAfter = RetryAfter.Parse(head.RetryAfter, HttpDate.Parse(head.Date) ?? now) };

    private static string Direction(ResponseHead head) =>
        head is { Status: >= 300 and < 400, BucketRegion: { } region } ? $": the bucket is in the region {PlainText.Of(region)}" : "";
}
