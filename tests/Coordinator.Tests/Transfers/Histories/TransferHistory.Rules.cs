using System.Collections.Immutable;
using System.Globalization;

namespace ActorDownloader.Transfers.Histories;

/// <content>What must hold after each event.</content>
internal sealed partial class TransferHistory
{
    private void On(TransferEvent happened)
    {
        var before = State;
        var (next, effects) = before.On(happened, chance: 0.5);
        var wanted = string.Join(", ", effects.Select(effect => effect.GetType().Name));
        _told.AppendLine(CultureInfo.InvariantCulture, $"{before.Phase}: {happened} -> {next.Phase}: {wanted}");
        State = next;
        try
        {
            CheckEnd(before, effects);
            CheckBytes(before);
            Perform(effects);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{e.Message}\n{this}", e);
        }
    }

    private void CheckEnd(TransferState before, ImmutableArray<TransferEffect> effects)
    {
        if (before.IsFinal)
        {
            Assert.Same(before, State);
            Assert.Empty(effects);
        }

        Assert.Equal(State.IsFinal && !before.IsFinal ? 1 : 0, effects.Count(effect => effect is TransferEffect.End));
        if (before.Phase is TransferPhase.Discarding)
        {
            Assert.Contains(State.Phase, (TransferPhase[])[TransferPhase.Discarding, TransferPhase.Failed, TransferPhase.Cancelled]);
            Assert.Same(before.Failure, State.Failure);
        }
    }

    private void CheckBytes(TransferState before)
    {
        if (State.Plan is not { } plan)
        {
            Assert.Equal(0, State.Fetched.Count);
            return;
        }

        var fetched = Enumerable.Range(0, plan.Count).Where(State.Fetched.Contains).ToHashSet();
        Assert.Equal(fetched.Count, State.Fetched.Count);
        Assert.Equal(fetched.Sum(index => plan.RangeOf(index).Length), State.Fetched.Length);
        var came = State.BytesReused + State.Shares.Sum(share => share.Bytes);
        Assert.True(State.Refetched.IsEmpty ? came == State.Fetched.Length : came >= State.Fetched.Length, "a byte is counted twice");
        Assert.True(State.BytesDone <= plan.ObjectLength, "more bytes than the object has");
        if (before.Plan is { } same && State.Phase is not TransferPhase.Preparing)
        {
            Assert.Equal(same, plan);
            var mended = before.Phase is TransferPhase.Verifying && State.Phase is TransferPhase.Running ? State.Refetched : [];
            Assert.Superset(Enumerable.Range(0, plan.Count).Where(before.Fetched.Contains).Except(mended).ToHashSet(), fetched);
        }

        if (State.Phase is TransferPhase.Verifying or TransferPhase.Publishing or TransferPhase.Completed)
        {
            Assert.Equal(plan.Count, fetched.Count);
        }
    }

    private void Perform(ImmutableArray<TransferEffect> effects)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case TransferEffect.Offer e:
                    var etag = e.Plan is null ? null : State.Object!.ETag;
                    _offered.AddRange(e.Chunks.Indices.Select(index => new Offered(index, etag)));
                    break;
                case TransferEffect.Wake e:
                    _wakes[e.Key] = e;
                    break;
                case TransferEffect.CancelWake e:
                    _wakes.Remove(e.Key);
                    break;
                case TransferEffect.BeginJournal e:
                    Journal = JournalModel.Begin(State.Path!, new(Request, e.Object, e.Plan, e.ChecksumsAsked));
                    break;
                case TransferEffect.RecordChunk e:
                    Assert.True(State.Fetched.Contains(e.Chunk.Index), "a chunk is written down that is not in the file");
                    Journal.Record(e.Chunk);
                    break;
                case TransferEffect.End:
                    _ends++;
                    CheckWhatIsLeft();
                    break;
                case TransferEffect.Resign or TransferEffect.Withdraw { Answer: false }:
                    break;
                default:
                    _wishes.Add(effect);
                    break;
            }
        }
    }

    private void CheckWhatIsLeft()
    {
        Assert.Equal(State.Phase is TransferPhase.Completed, Published is not null);
        Assert.Equal(State.Phase is TransferPhase.Failed, State.Failure is not null);
        if (State.BytesKept == 0)
        {
            Assert.Empty(Files);
        }
        else
        {
            Assert.Equal(Journal.Owner, Assert.Single(Files));
            var written = Journal.Read()!.Chunks.Sum(chunk => chunk.Length);
            Assert.True(State.BytesKept <= written, "more is said to be kept than was written down");
        }
    }
}
