using System.Collections.Immutable;
using ActorDownloader.LoopbackOrigin.Content;
using Header = System.Collections.Generic.KeyValuePair<string, string>;

namespace ActorDownloader.LoopbackOrigin.Protocol;

/// <summary>What the origin decided to say.</summary>
internal abstract record Answer(int Status, ImmutableArray<Header> Headers);

/// <summary>Bytes of an object.</summary>
internal sealed record ObjectAnswer(int Status, ImmutableArray<Header> Headers, ObjectContent Content, ByteSpan Span)
    : Answer(Status, Headers);

/// <summary>A document, such as a listing; also an answer without a body.</summary>
internal sealed record DocumentAnswer(int Status, ImmutableArray<Header> Headers, string Xml) : Answer(Status, Headers);

/// <summary>An error document as S3 writes them.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">S3's code, such as <c>NoSuchKey</c>; empty for an answer without a body.</param>
/// <param name="Message">For a person.</param>
internal sealed record ErrorAnswer(int Status, string Code, string Message) : Answer(Status, [])
{
    /// <summary>Elements of the document beside code, message and request id.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Details { get; init; } = [];
}
