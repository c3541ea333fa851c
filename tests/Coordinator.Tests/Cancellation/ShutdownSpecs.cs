using ActorDownloader.Scheduling;
using ActorDownloader.Testing;

namespace ActorDownloader.Cancellation;

/// <summary>The end of a downloader, beside what <see cref="CancellationMatrixSpecs"/> says of its transfers.</summary>
public class ShutdownSpecs
{
    [Fact]
    public async Task What_disposing_waits_for_a_later_call_cancels()
    {
        await using var scene = new CancellationScene();
        var transfer = scene.Download("file");
        var disposing = scene.Downloader.DisposeAsync().AsTask();
        Assert.False(disposing.IsCompleted);

        await scene.Downloader.ShutdownAsync(new CancellationToken(canceled: true)).InTimeAsync();

        await disposing.InTimeAsync();
        Assert.True(transfer.Completion.IsCanceled);
        Assert.Equal(["file"], scene.Files);
    }

    [Fact]
    public async Task A_download_that_is_overtaken_by_the_end_is_refused_and_none_is_begun()
    {
        using var clock = new HeldClock();
        await using var scene = new CancellationScene(clock: clock);
        clock.Hold();
        var overtaken = Task.Run(() => scene.Download("file"));
        Assert.True(clock.WaitUntilReached(TimeSpan.FromMinutes(1)));

        await scene.Downloader.DisposeAsync().AsTask().InTimeAsync();
        clock.Release();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => overtaken.InTimeAsync());
        Assert.Empty(scene.ObjectStore.Signed);
    }

    [Fact]
    public async Task A_scheduler_that_fails_ends_the_downloader_and_every_transfer()
    {
        await using var scene = new CancellationScene();
        scene.Join(_ => Deed.Hold);
        var transfer = scene.Download("file");
        await Eventually.IsTrueAsync(() => scene.IsLeased(transfer), "a worker holds a lease");

        scene.EndScheduler();

        var failure = await Assert.ThrowsAsync<DownloadException>(() => transfer.Completion.InTimeAsync());
        Assert.Equal(DownloadErrorKind.Internal, failure.Kind);
        await Eventually.IsTrueAsync(() => scene.Disk.IsAtRest, "the files are let go of");
        Assert.Equal(["file"], scene.Files);
        await scene.Downloader.DisposeAsync().AsTask().InTimeAsync();
    }
}
