using System.Text;

namespace ActorDownloader.WorkerNode.Rehearsing;

/// <summary>
/// The connection to an origin that is not there: takes a request and gives one answer. It keeps its reader waiting for a moment, as
/// real ones do, since what goes on after a wait is other code.
/// </summary>
internal sealed class RehearsedOrigin : Stream
{
    /// <summary>The length of the object in the answer.</summary>
    public const int ObjectBytes = 1024;

    private readonly MemoryStream _answer = new(
        [
            .. Encoding.ASCII.GetBytes(
                $"""
                HTTP/1.1 200 OK
                Date: Thu, 01 Jan 1970 00:00:00 GMT
                Content-Type: binary/octet-stream
                Content-Length: {ObjectBytes}
                Connection: keep-alive
                Last-Modified: Thu, 01 Jan 1970 00:00:00 GMT
                ETag: "rehearsal"
                x-amz-request-id: rehearsal
                Accept-Ranges: bytes


                """.ReplaceLineEndings("\r\n")),
            .. new byte[ObjectBytes],
        ],
        writable: false);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        return _answer.Read(buffer.Span);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => default;

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override int Read(byte[] buffer, int offset, int count) => _answer.Read(buffer, offset, count);

    public override void Write(byte[] buffer, int offset, int count)
    {
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
