using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>What to do with an answer whose headers have arrived.</summary>
internal abstract record ResponseVerdict
{
    private ResponseVerdict()
    {
    }

    /// <summary>Write the body.</summary>
    /// <param name="Bytes">The bytes to read, and where in the file they go. Empty for an empty object.</param>
    /// <param name="EndsThere">Whether the body must end with the last of them; else the rest is declined.</param>
    /// <param name="Checksum">What to compute over them.</param>
    /// <param name="Discovered">What a discovering lease's answer tells about the object; null for the others.</param>
    /// <param name="MayBeErrorDocument">
    /// The headers cannot tell an object from an error: look at the body, which is short, before a byte is written.
    /// </param>
    public sealed record Proceed(
        ByteRange Bytes,
        bool EndsThere,
        ChunkChecksumAlgorithm Checksum,
        ChunkProtocol.ObjectDiscovered? Discovered,
        bool MayBeErrorDocument) : ResponseVerdict;

    /// <summary>Report the failure.</summary>
    /// <param name="Failure">What the headers alone say.</param>
    /// <param name="ReadDocument">Whether the body may be an error document that says more.</param>
    public sealed record Refuse(FetchFailure Failure, bool ReadDocument) : ResponseVerdict;
}
