using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Remote.Wire;

namespace Akka.Remote.Transport;

/// <summary>
/// One TCP connection to another actor system, after the handshake. One thread at a time reads it, one at a time writes it,
/// any may abort it.
/// </summary>
internal sealed class Connection(Stream stream, Socket socket, FrameReader frames, TimeProvider time) : IDisposable
{
    private readonly TaskCompletionSource _readingEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _writing = new(1);
    private long _lastReceived = time.GetTimestamp();

    /// <summary>The other system, as it calls itself.</summary>
    public required Address Peer { get; init; }

    /// <summary>Incarnation of the other system.</summary>
    public required int PeerUid { get; init; }

    /// <summary>Whether the other system opened the connection.</summary>
    public required bool IsInbound { get; init; }

    /// <summary>The address by which the other system calls this one; it is not ours if it took a wrong name for a right one.</summary>
    public required Address CalledAs { get; init; }

    /// <summary>Whether the other system uses this connection to send messages, and not only to receive ours.</summary>
    public bool PeerWrites { get; set; }

    /// <summary>Completes when nothing received here will be dispatched any more.</summary>
    public Task ReadingEnded => _readingEnded.Task;

    public TimeSpan Silence => time.GetElapsedTime(Volatile.Read(ref _lastReceived));

    /// <summary>Writes after what is being written; <paramref name="bytes"/> must not change meanwhile.</summary>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        if (!_writing.Wait(0))
        {
            return WriteInTurnAsync(bytes);
        }

        ValueTask write;
        try
        {
            write = stream.WriteAsync(bytes);
        }
        catch
        {
            _writing.Release();
            throw;
        }

        if (!write.IsCompletedSuccessfully)
        {
            return ReleaseAfterAsync(write);
        }

        _writing.Release();
        return write;
    }

    /// <summary>Shows the other side that this one is alive, unless a write is under way that shows it as well.</summary>
    public void WriteHeartbeat()
    {
        if (_writing.CurrentCount > 0)
        {
            _ = WriteHeartbeatAsync();
        }
    }

    /// <summary>Reads until the connection ends and tells how it ended.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "However a connection fails, its association has to hear of it.")]
    public async Task<ConnectionEnd> ReadAsync(IFrameReceiver receiver)
    {
        try
        {
            while (true)
            {
                if (DispatchReceived(receiver) is { } goodbye)
                {
                    return new ConnectionEnd(goodbye, null);
                }

                var count = await stream.ReadAsync(frames.Space());
                if (count == 0)
                {
                    return new ConnectionEnd(DisassociateReason.Unknown, null);
                }

                Volatile.Write(ref _lastReceived, time.GetTimestamp());
                frames.Received(count);
            }
        }
        catch (Exception broken)
        {
            return new ConnectionEnd(DisassociateReason.Unknown, broken);
        }
        finally
        {
            _readingEnded.SetResult();
        }
    }

    /// <summary>Tells the other side that nothing more will come, after all that was written before.</summary>
    public void EndWriting()
    {
        try
        {
            socket.Shutdown(SocketShutdown.Send);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // The other side was faster.
        }
    }

    /// <summary>Ends the connection at once: reads and writes under way fail.</summary>
    public void Abort() => Dispose();

    public void Dispose()
    {
        // The socket first: closing a TLS stream would try to say goodbye on a connection that may hang.
        socket.Dispose();
        stream.Dispose();
    }

    private async ValueTask WriteInTurnAsync(ReadOnlyMemory<byte> bytes)
    {
        await _writing.WaitAsync();
        await ReleaseAfterAsync(stream.WriteAsync(bytes));
    }

    private async ValueTask ReleaseAfterAsync(ValueTask write)
    {
        try
        {
            await write;
        }
        finally
        {
            _writing.Release();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails here ends the connection, and its reader says why.")]
    private async Task WriteHeartbeatAsync()
    {
        try
        {
            var frames = new FrameWriter();
            frames.Heartbeat();
            await WriteAsync(frames.Written);
        }
        catch (Exception)
        {
            Abort();
        }
    }

    private DisassociateReason? DispatchReceived(IFrameReceiver receiver)
    {
        while (frames.TryRead(out var frame))
        {
            var kind = (FrameKind)frame[0];
            var body = frame[1..];
            if (kind == FrameKind.Disassociate)
            {
                return (DisassociateReason)new ByteReader(body).Byte();
            }

            receiver.Receive(this, kind, body);
        }

        return null;
    }
}
