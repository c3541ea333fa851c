using System.Globalization;
using ActorDownloader.Messages;
using ActorDownloader.WorkerNode.Storage;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>Takes one answer's body to the file: exactly the bytes of the verdict, not one beyond.</summary>
internal sealed class BodyTransfer(
    RunningFetch fetch,
    HttpResponseMessage response,
    ResponseVerdict.Proceed proceed,
    IChunkSink sink,
    BufferPool buffers)
{
    private readonly Checksums.ChecksumAlgorithm _algorithm = ChunkCrc.Of(proceed.Checksum);
    private long _offset = proceed.Bytes.Start;
    private ulong _checksum;

    /// <summary>Reads, sums and writes.</summary>
    /// <param name="discovered">Told about the object once it is certain that the answer is one.</param>
    /// <exception cref="IOException">The connection, or the file.</exception>
    /// <exception cref="OperationCanceledException">The fetch must stop.</exception>
    public async Task<FetchOutcome> RunAsync(Action<ChunkProtocol.ObjectDiscovered> discovered)
    {
        if (!proceed.MayBeErrorDocument && proceed.Discovered is { } known)
            discovered(known);
        var body = await response.Content.ReadAsStreamAsync(fetch.Token);
        var buffer = buffers.Rent();
        try
        {
            while (_offset < proceed.Bytes.End)
            {
                // Whole buffers, because a write costs a system call and a walk through the file system however short it is.
                var want = (int)Math.Min(buffer.Length, proceed.Bytes.End - _offset);
                var filled = 0;
                while (filled < want && await body.ReadAsync(buffer.AsMemory(filled, want - filled), fetch.Token) is var read and > 0)
                {
                    filled += read;
                    fetch.Received(read);
                }

                if (filled == 0)
                    return Failed(FetchFailureKind.Truncated, $"The body ended {proceed.Bytes.End - _offset} bytes early.");
                if (proceed.MayBeErrorDocument && ErrorDocument.Parse(buffer, filled) is { } error)
                    return Failed(error);
                Write(buffer.AsSpan(0, filled));
            }

            if (proceed.MayBeErrorDocument && proceed.Discovered is { } late)
                discovered(late);
            if (proceed.EndsThere
                && response.Content.Headers.ContentLength is null
                && await body.ReadAsync(buffer.AsMemory(0, 1), fetch.Token) > 0)
                return Failed(FetchFailureKind.InvalidAnswer, $"The body goes on behind the range {proceed.Bytes}.");
            return FetchOutcome.Of(fetch.Number, proceed.Bytes.Length, new ChunkChecksum(proceed.Checksum, _checksum));
        }
        finally
        {
            buffers.Return(buffer);
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        _checksum = _algorithm.Append(_checksum, bytes);
        fetch.BeginWrite();
        sink.Write(_offset, bytes);
        _offset += bytes.Length;
        fetch.EndWrite(bytes.Length);
    }

    private FetchOutcome Failed(ErrorDocument error)
    {
        var head = HeadReading.Of(response);
        var failure = new FetchFailure(
            FetchFailureKind.InvalidAnswer, "The origin sent an error as if it were the object.", head.Status, RequestId: head.RequestId);
        return FetchOutcome.Of(fetch.Number, FailureOf.Document(failure, head, error));
    }

    private FetchOutcome Failed(FetchFailureKind kind, FormattableString message) =>
        FetchOutcome.Of(fetch.Number, new FetchFailure(kind, message.ToString(CultureInfo.InvariantCulture), (int)response.StatusCode));
}
