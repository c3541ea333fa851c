using System.Collections.Immutable;
using ActorDownloader.Journaling;

namespace ActorDownloader.Transfers;

/// <content>
/// Nobody may write to a file that has its name. Most chunks have had one worker at a time, and its report was its last write. Of others a
/// second one may be at it: the slower copy of a chunk, or a worker that was given up and only stands still. So where there are such chunks
/// the transfer first has all of them stopped, and reads what they had in hand. Those who cannot be stopped keep the file that they know:
/// what is published then is a copy.
/// </content>
internal sealed partial record TransferState
{
    private const string FenceKey = "fence";

    /// <summary>Chunks that two fetches may have written, perhaps at once.</summary>
    public ImmutableHashSet<int> Contested { get; private init; } = [];

    /// <summary>How far it is known that nobody writes to the file.</summary>
    public WriteFence Fence { get; private init; }

    /// <summary>Those of the contested that are fetched: what they should be, until they were compared with it.</summary>
    private ImmutableList<JournaledChunk> Written { get; init; } = [];

    private TransferState Contest(int index) => this with { Contested = Contested.Add(index) };

    private (TransferState, ImmutableArray<TransferEffect>) CloseFence() =>
        (this with { Fence = WriteFence.Closing },
            [new TransferEffect.Fence(), new TransferEffect.Wake(FenceKey, new TransferEvent.FenceOverdue(), Terms.FenceWait)]);

    private (TransferState, ImmutableArray<TransferEffect>) OnFenced() => Fence is WriteFence.Closing
        ? (this with { Fence = WriteFence.Rereading },
            [
                new TransferEffect.CancelWake(FenceKey),
                new TransferEffect.RereadChunks(Path!, Plan!.Value, Object!.ChunkChecksum, [.. Written]),
            ])
        : (this, []);

    private (TransferState, ImmutableArray<TransferEffect>) OnFenceOverdue() =>
        Fence is WriteFence.Closing ? (this with { Fence = WriteFence.GivenUp }).Settle() : (this, []);

    private (TransferState, ImmutableArray<TransferEffect>) OnCompared(TransferEvent.ChunksReread told)
    {
        if (told.Path != Path)
        {
            return (this, []);
        }

        if (!told.Damaged.IsEmpty)
        {
            return OnMismatch(new TransferFailure(
                DownloadErrorKind.ChecksumMismatch,
                $"Chunk {told.Damaged[0].Index} does not have the bytes in the file that came for it: another fetch of it has written "
                    + "there."));
        }

        var left = Written.RemoveRange(told.Intact);
        return left.IsEmpty ? (this with { Written = left, Fence = WriteFence.Closed }).Settle() : (this with { Written = left }, []);
    }
}
