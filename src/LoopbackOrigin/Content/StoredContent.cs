namespace ActorDownloader.LoopbackOrigin.Content;

/// <summary>Content held in memory.</summary>
internal sealed class StoredContent(ReadOnlyMemory<byte> bytes) : ObjectContent(bytes.Length)
{
    private protected override void Fill(long offset, Span<byte> destination) =>
        bytes.Span.Slice((int)offset, destination.Length).CopyTo(destination);
}
