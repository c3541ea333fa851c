using System.Globalization;
using System.IO.Compression;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Protocol;

namespace ActorDownloader.LoopbackOrigin.Faults;

/// <summary>Turns the answer that S3 would give into the one that a plan asks for.</summary>
internal static class FaultyAnswer
{
    public static ObjectAnswer Apply(FaultPlan plan, ObjectAnswer answer)
    {
        var shift = plan.ContentRangeShift;
        if (shift != 0 && answer.Status == 206)
        {
            var shifted = new ByteSpan(answer.Span.Start + shift, answer.Span.End + shift);
            answer = WithHeader(answer, "Content-Range", shifted.ToContentRange(answer.Content.Length));
        }

        if (plan.ETag is { } replaced)
        {
            answer = WithHeader(answer, "ETag", replaced.ETag);
        }

        if (plan.ExtraBytes > 0)
        {
            answer = answer with { Span = answer.Span with { End = Math.Min(answer.Content.Length, answer.Span.End + plan.ExtraBytes) } };
        }

        return plan.Compresses ? Compress(answer) : answer;
    }

    /// <summary>The answer that a plan gives without looking at the object.</summary>
    public static Answer Instead(FaultAction action, RequestTarget target) => action switch
    {
        FaultAction.Respond respond => new ErrorAnswer(respond.Status, respond.Code, respond.Message)
        {
            Headers = respond.RetryAfterSeconds is { } seconds ? [new("Retry-After", seconds.ToString(CultureInfo.InvariantCulture))] : [],
        },
        FaultAction.Redirect redirect => new ErrorAnswer(
            redirect.Status,
            redirect.Status == 301 ? "PermanentRedirect" : "TemporaryRedirect",
            "The bucket you are attempting to access must be addressed using the specified endpoint.")
        {
            Headers = redirect.Location is { } location
                ? [new("x-amz-bucket-region", redirect.Region), new("Location", location)]
                : [new("x-amz-bucket-region", redirect.Region)],
            Details = [new("Bucket", target.Bucket), new("Endpoint", $"s3.{redirect.Region}.amazonaws.com")],
        },
        _ => throw new ArgumentException($"{action.GetType().Name} gives no answer.", nameof(action)),
    };

    private static ObjectAnswer Compress(ObjectAnswer answer)
    {
        var plain = new byte[answer.Span.Length];
        answer.Content.Read(answer.Span.Start, plain);
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(plain);
        }

        var content = ObjectContent.Of(packed.ToArray());
        return WithHeader(WithHeader(answer, "Content-Encoding", "gzip"), "Vary", "Accept-Encoding") with
        {
            Content = content,
            Span = new(0, content.Length)
        };
    }

    private static ObjectAnswer WithHeader(ObjectAnswer answer, string name, string? value)
    {
        var others = answer.Headers.RemoveAll(header => header.Key == name);
        return answer with { Headers = value is null ? others : others.Add(new(name, value)) };
    }
}
