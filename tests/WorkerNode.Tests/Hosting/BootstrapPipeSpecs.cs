using System.IO.Pipes;
using System.Text;

namespace ActorDownloader.WorkerNode.Hosting;

public sealed class BootstrapPipeSpecs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_line_comes_before_the_end_and_the_end_when_the_other_side_is_gone()
    {
        await using var coordinator = new AnonymousPipeServerStream(PipeDirection.Out);
        await using var worker = new AnonymousPipeClientStream(PipeDirection.In, coordinator.ClientSafePipeHandle);
        var pipe = BootstrapPipe.Of(worker);

        coordinator.Write("{\"join\":"u8);
        coordinator.Write(Encoding.UTF8.GetBytes("\"ä" + new string('x', 10_000) + "\"}\n"));

        Assert.Equal("{\"join\":\"ä" + new string('x', 10_000) + "\"}", await pipe.Line.WaitAsync(Patience));
        Assert.False(pipe.Ended.IsCompleted);
        await coordinator.DisposeAsync();
        await pipe.Ended.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_pipe_that_ends_before_its_line_has_none()
    {
        var pipe = BootstrapPipe.Of(new MemoryStream("half a li"u8.ToArray()));

        Assert.Null(await pipe.Line.WaitAsync(Patience));
        await pipe.Ended.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_pipe_that_cannot_be_read_has_ended()
    {
        var pipe = BootstrapPipe.Of(new BrokenStream());

        Assert.Null(await pipe.Line.WaitAsync(Patience));
        await pipe.Ended.WaitAsync(Patience);
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new IOException("broken");
    }
}
