using System.Text.Json.Serialization;
using ActorDownloader.LoopbackOrigin.Objects;

namespace ActorDownloader.LoopbackOrigin.Faults;

/// <summary>One thing that goes wrong with a request. Several may go wrong with the same one.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(Respond), "respond")]
[JsonDerivedType(typeof(Redirect), "redirect")]
[JsonDerivedType(typeof(Delay), "delay")]
[JsonDerivedType(typeof(Stall), "stall")]
[JsonDerivedType(typeof(Trickle), "trickle")]
[JsonDerivedType(typeof(Reset), "reset")]
[JsonDerivedType(typeof(HangUp), "hang-up")]
[JsonDerivedType(typeof(ShortLength), "short-length")]
[JsonDerivedType(typeof(ExtraBytes), "extra-bytes")]
[JsonDerivedType(typeof(OmitLength), "omit-length")]
[JsonDerivedType(typeof(IgnoreRange), "ignore-range")]
[JsonDerivedType(typeof(IgnoreIfMatch), "ignore-if-match")]
[JsonDerivedType(typeof(ShiftContentRange), "shift-content-range")]
[JsonDerivedType(typeof(ReplaceETag), "replace-etag")]
[JsonDerivedType(typeof(Compress), "compress")]
[JsonDerivedType(typeof(CorruptByte), "corrupt-byte")]
[JsonDerivedType(typeof(CloseConnection), "close-connection")]
[JsonDerivedType(typeof(DeleteObject), "delete-object")]
public abstract record FaultAction
{
    private FaultAction()
    {
    }

    /// <summary>
    /// Answer with an error document in place of the object. Status 200 gives the document that some proxies pass for success.
    /// </summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Code">S3's error code.</param>
    /// <param name="Message">S3's message.</param>
    /// <param name="RetryAfterSeconds">Sent as <c>Retry-After</c>; null for no such header.</param>
    public sealed record Respond(int Status, string Code, string Message = "", int? RetryAfterSeconds = null) : FaultAction;

    /// <summary>Send the client to another region, as S3 does for a bucket that is elsewhere.</summary>
    /// <param name="Status">301 (no <c>Location</c>: the client must find the endpoint) or 307 (with one).</param>
    /// <param name="Region">Sent as <c>x-amz-bucket-region</c>.</param>
    /// <param name="Location">The address to go to, for 307.</param>
    public sealed record Redirect(int Status, string Region, string? Location = null) : FaultAction;

    /// <summary>Answer later.</summary>
    public sealed record Delay(TimeSpan Time) : FaultAction;

    /// <summary>
    /// Hold the request at a gate before anything is looked up, so that what a test changes meanwhile is seen. Only within the process.
    /// </summary>
    public sealed record WaitAt(Gate Gate) : FaultAction;

    /// <summary>Say nothing more, and keep the connection open until the client closes it.</summary>
    /// <param name="AfterBodyBytes">Body bytes that are sent first; null to stall before the headers.</param>
    public sealed record Stall(long? AfterBodyBytes = null) : FaultAction;

    /// <summary>Send the body at this rate.</summary>
    public sealed record Trickle(long BytesPerSecond) : FaultAction;

    /// <summary>Break the connection with a TCP reset.</summary>
    /// <param name="AfterBodyBytes">Body bytes that are sent first; null to reset before the headers.</param>
    public sealed record Reset(long? AfterBodyBytes = null) : FaultAction;

    /// <summary>Close the connection in good order, too early: after a <c>Content-Length</c> that promised the whole body.</summary>
    /// <param name="AfterBodyBytes">Body bytes that are sent first; null to close before the headers.</param>
    public sealed record HangUp(long? AfterBodyBytes = null) : FaultAction;

    /// <summary>
    /// Send fewer bytes than asked for, and a <c>Content-Length</c> that says so, under the <c>Content-Range</c> of them all.
    /// </summary>
    public sealed record ShortLength(long BodyBytes) : FaultAction;

    /// <summary>
    /// Send bytes behind those asked for, as far as the object has them, and a <c>Content-Length</c> that counts them, under the
    /// <c>Content-Range</c> of those asked for.
    /// </summary>
    public sealed record ExtraBytes(long BodyBytes) : FaultAction;

    /// <summary>Send no <c>Content-Length</c> but chunked transfer coding.</summary>
    public sealed record OmitLength : FaultAction;

    /// <summary>Answer 200 with the whole object, as a server without ranges does.</summary>
    public sealed record IgnoreRange : FaultAction;

    /// <summary>Answer as if <c>If-Match</c> had not been sent, as a server without conditions does.</summary>
    public sealed record IgnoreIfMatch : FaultAction;

    /// <summary>Move both ends of the <c>Content-Range</c> header, not the bytes.</summary>
    public sealed record ShiftContentRange(long By) : FaultAction;

    /// <summary>Send another entity tag; null to send none.</summary>
    public sealed record ReplaceETag(string? ETag = null) : FaultAction;

    /// <summary>Send the bytes compressed, with <c>Content-Encoding: gzip</c>, as a proxy may. For ranges that fit in memory.</summary>
    public sealed record Compress : FaultAction;

    /// <summary>Change one byte on its way out.</summary>
    /// <param name="Offset">Counted from the object's start; requests that do not cover it are not touched.</param>
    public sealed record CorruptByte(long Offset) : FaultAction;

    /// <summary>Answer properly, then close the connection instead of keeping it for the next request.</summary>
    public sealed record CloseConnection : FaultAction;

    /// <summary>Replace the object just before the request is looked at. Only within the process.</summary>
    public sealed record PutObject(ObjectDefinition Definition) : FaultAction;

    /// <summary>Delete the object just before the request is looked at.</summary>
    public sealed record DeleteObject : FaultAction;
}
