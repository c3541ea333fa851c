using System.Collections.Concurrent;
using ActorDownloader.Testing;
using static ActorDownloader.Cancellation.CancellationMatrixSpecs.Outcome;

namespace ActorDownloader.Cancellation;

/// <summary>
/// Each phase of a transfer against each way to end it. A transfer is brought into the phase and held there, so each cell is that phase and
/// no other. <c>InterruptionMatrixSpecs</c> of the end-to-end tests is the column of signals.
/// </summary>
public class CancellationMatrixSpecs
{
    public enum Phase
    {
        /// <summary>It waits for others, behind max-active.</summary>
        Queued,
        Signing,
        MakingFile,

        /// <summary>The first request is on its way.</summary>
        Discovering,
        Running,

        /// <summary>The pause before a retry.</summary>
        RetryPause,
        WithoutWorker,

        /// <summary>What an earlier run left is being read.</summary>
        ReadingLeftovers,

        /// <summary>What an earlier run left is of no use and is being removed.</summary>
        BeginningAnew,

        /// <summary>All bytes are here; where their parts begin is not known yet.</summary>
        AwaitingPartLength,

        /// <summary>All bytes are here; a worker that was given up may still write.</summary>
        FenceWait,

        /// <summary>All bytes are here; what two workers had in hand is being read.</summary>
        Comparing,
        Verifying,

        /// <summary>The bytes are not those of the checksum; which of them are wrong is being found out.</summary>
        FindingDamage,
        Publishing,
    }

    public enum Means
    {
        Token,
        Cancel,

        /// <summary>ShutdownAsync with a token that is cancelled.</summary>
        Shutdown,

        /// <summary>DisposeAsync, which waits for transfers and cancels none.</summary>
        Dispose,

        /// <summary>The actor system ends around it.</summary>
        SystemEnds,
    }

    public enum Outcome
    {
        Cancelled,
        Completed,
        Failed,
    }

    public static TheoryData<Phase, Means, Outcome> Matrix { get; } = Table(
        //                          Token      Cancel     Shutdown   Dispose    SystemEnds
        (Phase.Queued,             [Cancelled, Cancelled, Cancelled, Completed, Cancelled]),
        (Phase.Signing,            [Cancelled, Cancelled, Cancelled, Completed, Failed]),
        (Phase.MakingFile,         [Cancelled, Cancelled, Cancelled, Completed, Failed]),
        (Phase.Discovering,        [Cancelled, Cancelled, Cancelled, Completed, Failed]),
        (Phase.Running,            [Cancelled, Cancelled, Cancelled, Completed, Failed]),
        (Phase.RetryPause,         [Cancelled, Cancelled, Cancelled, Completed, Failed]),
        (Phase.WithoutWorker,      [Cancelled, Cancelled, Cancelled, Completed, Failed]),
        (Phase.ReadingLeftovers,   [Cancelled, Cancelled, Cancelled, Completed, Failed]),
        (Phase.BeginningAnew,      [Cancelled, Cancelled, Cancelled, Completed, Failed]),
        (Phase.AwaitingPartLength, [Cancelled, Cancelled, Cancelled, Completed, Failed]),
        (Phase.FenceWait,          [Cancelled, Cancelled, Cancelled, Completed, Failed]),
        (Phase.Comparing,          [Cancelled, Cancelled, Cancelled, Completed, Failed]),
        (Phase.Verifying,          [Cancelled, Cancelled, Cancelled, Completed, Failed]),
        (Phase.FindingDamage,      [Cancelled, Cancelled, Cancelled, Failed,    Failed]),
        // Too late to be cancelled: the file is put in its place whole.
        (Phase.Publishing,         [Completed, Completed, Completed, Completed, Failed]));

    /// <summary>How many bytes are kept for a later run, where that is asked for.</summary>
    public static TheoryData<Phase, bool, int> Keeping { get; } = new()
    {
        //                          Pause  Kept
        { Phase.Queued,             true,  0 },
        { Phase.Signing,            true,  0 },
        { Phase.MakingFile,         true,  0 },
        { Phase.Discovering,        true,  0 },
        { Phase.Running,            true,  4 },
        { Phase.Running,            false, 4 },
        { Phase.RetryPause,         true,  2 },
        { Phase.RetryPause,         false, 2 },
        { Phase.WithoutWorker,      true,  0 },
        { Phase.ReadingLeftovers,   true,  4 },
        { Phase.ReadingLeftovers,   false, 4 },
        { Phase.BeginningAnew,      true,  0 },
        { Phase.AwaitingPartLength, true,  10 },
        { Phase.FenceWait,          true,  10 },
        { Phase.Comparing,          true,  10 },
        { Phase.Verifying,          true,  10 },
        { Phase.Verifying,          false, 10 },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task A_transfer_has_one_end_and_leaves_what_that_says(Phase phase, Means means, Outcome outcome)
    {
        await using var scene = new CancellationScene(maxActive: phase is Phase.Queued ? 1 : 10);
        using var token = new CancellationTokenSource();
        var transfer = await ReachAsync(scene, phase, token.Token, isBrief: means is Means.Dispose);
        Assert.False(transfer.IsDone);

        var withdrawals = scene.WithdrawalsOf(transfer);
        var ending = End(scene, transfer, means, token);
        if (outcome is Completed || means is Means.Dispose)
        {
            Assert.False(transfer.IsDone);
            scene.Release();
        }
        else if (IsUpToTheDisk(phase))
        {
            await (means is Means.SystemEnds ? ending : ToldAsync(scene, transfer, withdrawals));
            scene.Release();
        }

        Assert.Equal(outcome, await OutcomeOfAsync(transfer, means is Means.Token ? token.Token : null));
        await ending.InTimeAsync();
        if (means is Means.SystemEnds)
        {
            // Nobody is left who could wait for the files' removal.
            await Eventually.IsTrueAsync(() => scene.Disk.IsAtRest, "the files are let go of");
            Assert.True(scene.Destination == CancellationScene.Old || (phase is Phase.Publishing && scene.Destination == scene.New));
        }

        Assert.Equal(["file"], scene.Files);
        Assert.Equal(0, transfer.BytesKept);
        switch (means)
        {
            case Means.Token or Means.Cancel:
                Assert.Equal(outcome is Completed ? scene.New : CancellationScene.Old, scene.Destination);
                await Eventually.IsTrueAsync(() => !scene.IsLeased(transfer), "no worker holds a lease of it");
                scene.Release();
                await OutcomeOfAsync(scene.Download("next"), null);
                break;
            case Means.Shutdown or Means.Dispose:
                Assert.Equal(outcome is Completed ? scene.New : CancellationScene.Old, scene.Destination);
                Assert.Throws<ObjectDisposedException>(() => scene.Download("next"));
                break;
        }

        Assert.Equal(outcome, await OutcomeOfAsync(transfer, null));
    }

    [Theory]
    [MemberData(nameof(Keeping))]
    public async Task What_is_to_be_kept_is_kept_and_gone_on_from(Phase phase, bool isPause, int kept)
    {
        await using var scene = new CancellationScene(maxActive: phase is Phase.Queued ? 1 : 10);
        var transfer = await ReachAsync(scene, phase, CancellationToken.None, keep: !isPause);

        var withdrawals = scene.WithdrawalsOf(transfer);
        if (isPause)
        {
            transfer.Pause();
        }
        else
        {
            transfer.Cancel();
        }

        if (IsUpToTheDisk(phase))
        {
            await ToldAsync(scene, transfer, withdrawals);
            scene.Release();
        }

        Assert.Equal(Cancelled, await OutcomeOfAsync(transfer, null));
        Assert.Equal(kept, transfer.BytesKept);
        Assert.Equal(kept > 0 ? 3 : 1, scene.Files.Count);
        Assert.Equal(CancellationScene.Old, scene.Destination);
        scene.Release();
        var result = await scene.Download("file").Completion.InTimeAsync();

        // One chunk is always asked for: only the origin knows whether the object is still the same.
        Assert.Equal(Math.Min(kept, scene.Object.Content.Length - CancellationScene.ChunkLength), result.Resumption.BytesReused);
        Assert.Equal((scene.New, 1), (scene.Destination, scene.Files.Count));
    }

    /// <summary>Whether the phase lasts as long as the file system wants: what it is at cannot be taken back.</summary>
    private static bool IsUpToTheDisk(Phase phase) => phase is Phase.MakingFile or Phase.BeginningAnew or Phase.Publishing;

    private static Task ToldAsync(CancellationScene scene, Transfer transfer, int withdrawals) =>
        Eventually.IsTrueAsync(() => scene.WithdrawalsOf(transfer) > withdrawals, "the transfer has been told");

    private static Task End(CancellationScene scene, Transfer transfer, Means means, CancellationTokenSource token)
    {
        switch (means)
        {
            case Means.Token:
                token.Cancel();
                return Task.CompletedTask;
            case Means.Cancel:
                transfer.Cancel();
                return Task.CompletedTask;
            case Means.Shutdown:
                return scene.Downloader.ShutdownAsync(new CancellationToken(canceled: true));
            case Means.Dispose:
                return scene.Downloader.DisposeAsync().AsTask();
            case Means.SystemEnds:
                return scene.EndSystemAsync();
            default:
                throw new InvalidOperationException($"Unknown means {means}.");
        }
    }

    private static async Task<Outcome> OutcomeOfAsync(Transfer transfer, CancellationToken? cause)
    {
        try
        {
            await transfer.Completion.InTimeAsync();
            return Completed;
        }
        catch (OperationCanceledException e)
        {
            Assert.Equal(cause ?? e.CancellationToken, e.CancellationToken);
            return Cancelled;
        }
        catch (DownloadException e)
        {
            Assert.Contains(e.Kind, (DownloadErrorKind[])[DownloadErrorKind.Internal, DownloadErrorKind.ChecksumMismatch]);
            return Failed;
        }
    }

    private static async Task<Transfer> ReachAsync(
        CancellationScene scene, Phase phase, CancellationToken token, bool keep = false, bool isBrief = false)
    {
        Transfer Begin() => scene.Download("file", keep, token);
        switch (phase)
        {
            case Phase.Queued:
                scene.Join(_ => Deed.Hold);
                var first = scene.Download("first");
                await Eventually.IsTrueAsync(() => scene.IsLeased(first), "another transfer is active");
                return Begin();

            case Phase.Signing:
                scene.Join(_ => Deed.Serve);
                scene.HoldObjectStore();
                return await BegunAsync(Begin(), () => !scene.ObjectStore.Signed.IsEmpty);

            case Phase.MakingFile:
                scene.Join(_ => Deed.Serve);
                return await HeldAsync(scene, DiskStep.Claim, Begin);

            case Phase.Discovering:
                scene.Join(_ => Deed.Hold);
                var discovering = Begin();
                return await BegunAsync(discovering, () => scene.IsLeased(discovering));

            case Phase.Running:
                scene.Join(chunk => chunk < 2 ? Deed.Serve : Deed.Hold);
                return await BegunAsync(Begin(), () => scene.Progress?.BytesDone == 4);

            case Phase.RetryPause:
                var refused = new ConcurrentDictionary<int, bool>();
                Deed RefuseOnce(int chunk) => chunk < 1 || !refused.TryAdd(chunk, true) ? Deed.Serve : Deed.Refuse;
                scene.Join(RefuseOnce, retryAfter: isBrief ? TimeSpan.FromSeconds(1) : null);
                return await BegunAsync(Begin(), () => scene.Progress?.Retries > 0);

            case Phase.WithoutWorker:
                return await BegunAsync(Begin(), () => scene.IsWorkerWanted);

            case Phase.ReadingLeftovers:
                (await LeaveAsync(scene)).Deeds = _ => Deed.Hold;
                return await HeldAsync(scene, DiskStep.Reread, Begin);

            case Phase.BeginningAnew:
                (await LeaveAsync(scene)).Deeds = _ => Deed.FindChanged;
                return await HeldAsync(scene, DiskStep.Discard, Begin);

            case Phase.AwaitingPartLength:
                scene.Object = scene.Object.WithPartsChecksum();
                scene.Join(_ =>
                {
                    scene.HoldObjectStore();
                    return Deed.Serve;
                });
                return await BegunAsync(
                    Begin(), () => scene.Progress?.BytesDone == 10 && scene.ObjectStore.Signed.Any(asked => asked.Request.PartNumber == 1));

            case Phase.FenceWait:
                return await ContestAsync(scene, Begin());

            case Phase.Comparing:
                var contested = await ContestAsync(scene, Begin());
                return await HeldAsync(scene, DiskStep.Reread, () =>
                {
                    scene.EndDeaf();
                    return contested;
                });

            case Phase.Verifying:
                scene.Object = scene.Object.WithFileChecksum();
                scene.Join(_ => Deed.Serve);
                return await HeldAsync(scene, DiskStep.Sum, Begin);

            case Phase.FindingDamage:
                scene.Object = scene.Object.WithWrongChecksum();
                scene.Join(_ => Deed.Serve);
                return await HeldAsync(scene, DiskStep.Reread, Begin);

            case Phase.Publishing:
                scene.Join(_ => Deed.Serve);
                return await HeldAsync(scene, DiskStep.Publish, Begin);

            default:
                throw new InvalidOperationException($"Unknown phase {phase}.");
        }
    }

    private static async Task<Transfer> BegunAsync(Transfer transfer, Func<bool> isThere)
    {
        await Eventually.IsTrueAsync(isThere, "the transfer is in that phase");
        return transfer;
    }

    private static Task<Transfer> HeldAsync(CancellationScene scene, DiskStep step, Func<Transfer> begin)
    {
        scene.Disk.Hold(step);
        return BegunAsync(begin(), () => scene.Disk.IsHeldAt(step));
    }

    /// <summary>An earlier run that leaves two chunks.</summary>
    private static async Task<WorkerPart> LeaveAsync(CancellationScene scene)
    {
        var worker = scene.Join(chunk => chunk < 2 ? Deed.Serve : Deed.Hold);
        var earlier = await BegunAsync(scene.Download("file"), () => scene.Progress?.BytesDone == 4);
        earlier.Pause();
        await OutcomeOfAsync(earlier, null);
        return worker;
    }

    /// <summary>One worker sits on a chunk and does not answer; another one has brought all of them.</summary>
    private static async Task<Transfer> ContestAsync(CancellationScene scene, Transfer transfer)
    {
        var deaf = scene.Join(chunk => chunk < 1 ? Deed.Serve : Deed.Hold, slots: 1, isDeaf: true);
        await Eventually.IsTrueAsync(() => !deaf.Held.IsEmpty && scene.Progress?.BytesDone == 2, "the worker sits on a chunk");
        scene.Join(_ => Deed.Serve);
        await Eventually.IsTrueAsync(() => scene.Progress?.BytesDone == 8, "the others are here");
        scene.FallSilent();
        return await BegunAsync(transfer, () => scene.Progress?.BytesDone == 10);
    }

    private static TheoryData<Phase, Means, Outcome> Table(params (Phase Phase, Outcome[] Outcomes)[] rows)
    {
        var table = new TheoryData<Phase, Means, Outcome>();
        foreach (var (phase, outcomes) in rows)
        {
            foreach (var (means, outcome) in Enum.GetValues<Means>().Zip(outcomes))
            {
                table.Add(phase, means, outcome);
            }
        }

        return table;
    }
}
