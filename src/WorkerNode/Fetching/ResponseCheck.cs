using System.Globalization;
using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>Decides, from an answer's status and headers, whether its body is the bytes that the lease is for. Pure.</summary>
internal static class ResponseCheck
{
    /// <summary>
    /// A body is proceeded with only if the headers prove what it is: a 200 with a length for a lease that discovers, a 206
    /// for exactly the leased range of the pinned object for every other. A 200 without a length (an answer in chunks) is refused,
    /// even though its body might be read to the end: no file can be prepared for it, and its end proves nothing.
    /// </summary>
    public static ResponseVerdict Judge(FetchOrder order, ResponseHead head) => head.Status switch
    {
        200 when order.Discovers => JudgeWhole(order, head),
        206 when !order.Discovers => JudgeRange(order, head),
        200 => Invalid(head, $"The origin ignored the range {order.Lease.Range} and sent the whole object.", readDocument: head.HasXml),
        206 => Invalid(head, "The origin sent a part where the whole object was asked for."),
        412 => new ResponseVerdict.Refuse(Changed(head, "The object is no longer the version that the transfer began with."), head.HasXml),
        < 300 => Invalid(head, Invariant($"The origin answered with status {head.Status}, which no download has.")),
        _ => new ResponseVerdict.Refuse(FailureOf.Status(head), head.HasXml || head.ContentType is null),
    };

    private static ResponseVerdict JudgeWhole(FetchOrder order, ResponseHead head)
    {
        if (OtherVersion(order, head) is { } other)
            return other;
        if (Coded(head) is { } coded)
            return coded;
        if (head.ContentLength is not { } length)
            return Invalid(head, "The origin did not say how long the object is (no Content-Length).");
        if (order.Transfer.ObjectLength is { } expected && expected != length)
            return new ResponseVerdict.Refuse(Changed(head, Invariant($"The object has {length} bytes, not {expected}.")), false);

        var lease = order.Lease;
        var end = length < lease.DiscoveryThreshold ? length : Math.Min(lease.Range.End, length);
        var algorithm = ChunkCrc.Choose(head.Checksums, order.Transfer.Checksum);
        var discovered = new ChunkProtocol.ObjectDiscovered(
            lease.Number, length, head.ETag, head.VersionId, HttpDate.Parse(head.LastModified), head.Checksums, algorithm);
        return new ResponseVerdict.Proceed(new ByteRange(0, end), end == length, algorithm, discovered, MayBeErrorDocument(head, length));
    }

    private static ResponseVerdict JudgeRange(FetchOrder order, ResponseHead head)
    {
        if (OtherVersion(order, head) is { } other)
            return other;
        if (head.ContentType is { } type && type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            return Invalid(head, "The origin sent a multipart answer for one range.");
        if (ContentRange.Parse(head.ContentRange) is not { } sent)
            return Invalid(head, $"The origin sent a part without saying which (Content-Range: {Shown(head.ContentRange)}).");
        var range = order.Lease.Range;
        if (sent.Bytes != range)
            return Invalid(head, $"The origin sent the range {sent.Bytes} where {range} was asked for.");
        if (order.Transfer.ObjectLength is { } length && sent.ObjectLength != length)
            return OtherLength(order, head, sent, length);
        if (head.ContentLength is { } body && body != range.Length)
            return Invalid(head, Invariant($"The origin announced {body} bytes for a range of {range.Length}."));
        if (Coded(head) is { } coded)
            return coded;
        return new ResponseVerdict.Proceed(range, true, order.Transfer.Checksum, null, false);
    }

    private static ResponseVerdict.Refuse? OtherVersion(FetchOrder order, ResponseHead head) =>
        order.Transfer.Source.ETag is { } pinned && head.ETag is { } got && pinned != got
            ? new ResponseVerdict.Refuse(Changed(head, $"The object's ETag is {Shown(got)}, not {pinned}."), false)
            : null;

    // With the same ETag, another length is a contradiction; without the proof of an ETag it is another object.
    private static ResponseVerdict.Refuse OtherLength(FetchOrder order, ResponseHead head, ContentRange sent, long length)
    {
        var message =
            $"The origin gave the object's length as {sent.ObjectLength?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}, "
                + $"not {length}.";
        return sent.ObjectLength is null || (order.Transfer.Source.ETag is not null && head.ETag is not null)
            ? Invalid(head, message)
            : new ResponseVerdict.Refuse(Changed(head, message), false);
    }

    // Identity was asked for. A coding that comes all the same may be the object's own: S3 keeps the Content-Encoding of an upload, and
    // its bytes are the object. Or somebody on the way compresses, and they are not. Who does that may not keep the strong ETag
    // (RFC 9110, 8.8.3.3), has to say that the answer varies (12.5.5), and seldom knows the length beforehand.
    private static ResponseVerdict.Refuse? Coded(ResponseHead head) =>
        head.ContentEncoding is not { Length: > 0 } coding
            || coding.Equals("identity", StringComparison.OrdinalIgnoreCase)
            || IsStoredSo(head)
            ? null
            : Invalid(head, $"The origin, or a proxy, sent the object in the coding {Shown(coding)}, which it is not stored in.");

    private static bool IsStoredSo(ResponseHead head) =>
        head.ContentLength is not null
        && head.ETag is { } etag && !etag.StartsWith("W/", StringComparison.Ordinal)
        && !(head.Vary is { } vary
            && (vary.Contains("accept-encoding", StringComparison.OrdinalIgnoreCase) || vary.Contains('*', StringComparison.Ordinal)));

    // S3 may answer 200 with an error in the body. An object always has an ETag there, so XML without one is looked at.
    private static bool MayBeErrorDocument(ResponseHead head, long length) =>
        head.HasXml && head.ETag is null && length is > 0 and <= ErrorDocument.MaxBytes;

    private static FetchFailure Changed(ResponseHead head, string message) =>
        new(FetchFailureKind.ObjectChanged, message, head.Status, RequestId: head.RequestId);

    private static ResponseVerdict.Refuse Invalid(ResponseHead head, string message, bool readDocument = false) =>
        new(new FetchFailure(FetchFailureKind.InvalidAnswer, message, head.Status, RequestId: head.RequestId), readDocument);

    private static string Shown(string? value) => value is null ? "none" : PlainText.Of(value);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
