namespace ActorDownloader.Messages;

/// <summary>Names a chunk: the <paramref name="Index"/>-th byte range of a transfer's plan, counted from 0.</summary>
public readonly record struct ChunkId(TransferId Transfer, int Index)
{
    /// <summary>The transfer and the index, as in <c>0190…#12</c>.</summary>
    public override string ToString() => $"{Transfer}#{Index}";
}
