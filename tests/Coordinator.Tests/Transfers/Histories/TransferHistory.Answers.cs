using ActorDownloader.Messages;

namespace ActorDownloader.Transfers.Histories;

/// <content>How what was wished for is granted or refused.</content>
internal sealed partial class TransferHistory
{
    private void Grant(int which, bool isRepeated)
    {
        if (_wishes.Count == 0)
        {
            return;
        }

        var wish = Pick(_wishes, which);
        // A file is made once and its chunks are read once, and what tells of it is no message that could be told twice.
        if (!isRepeated || wish is TransferEffect.CreateTemporary or TransferEffect.RereadChunks)
        {
            _wishes.Remove(wish);
        }

        switch (wish)
        {
            case TransferEffect.Sign e:
                On(new TransferEvent.SourceSigned(e.Number, new ObjectSource("http://origin/object", [], e.ETag), TimeSpan.FromMinutes(5)));
                break;
            case TransferEffect.CreateTemporary e:
                On(Claim(e.Number));
                break;
            case TransferEffect.Preallocate:
                On(new TransferEvent.Preallocated());
                break;
            case TransferEffect.FindPartLength e:
                On(new TransferEvent.PartLengthFound(OriginModel.PartLength, e.ETag));
                break;
            case TransferEffect.SumFile e:
                Sum(e, which);
                break;
            case TransferEffect.FindDamage e:
                Tell(e, () => FindDamage(e, which));
                break;
            case TransferEffect.Publish e:
                Published ??= Publish(e);
                On(new TransferEvent.Published());
                break;
            case TransferEffect.Discard e:
                Files.Remove(e.Path);
                On(new TransferEvent.Discarded(e.Path));
                break;
            case TransferEffect.Keep e:
                var stays = Journal.Owner == e.Path;
                if (!stays)
                {
                    Files.Remove(e.Path);
                }

                On(new TransferEvent.Kept(e.Path, stays));
                break;
            case TransferEffect.RereadChunks e:
                Array.ForEach(Reread(e, which), On);
                break;
            case TransferEffect.Fence:
                On(new TransferEvent.Fenced());
                break;
            case TransferEffect.Withdraw:
                Tell(wish, () =>
                {
                    _offered.Clear();
                    return [new TransferEvent.Withdrawn()];
                });
                break;
            default:
                throw new InvalidOperationException($"Unknown wish {wish}.");
        }
    }

    private void Refuse(int which)
    {
        if (_wishes.Count == 0)
        {
            return;
        }

        var wish = Pick(_wishes, which);
        if (wish switch
        {
            TransferEffect.Sign => new TransferEvent.SigningFailed(Broken),
            TransferEffect.CreateTemporary => new TransferEvent.CreationFailed(Broken),
            TransferEffect.Preallocate => new TransferEvent.PreallocationFailed(Broken),
            TransferEffect.FindPartLength e => new TransferEvent.PartLengthUnknown(FailureOf(which), e.ETag),
            TransferEffect.SumFile => new TransferEvent.SummingFailed(Broken),
            TransferEffect.Publish => new TransferEvent.PublishingFailed(Broken),
            TransferEffect.Fence => new TransferEvent.FenceOverdue(),
            _ => (TransferEvent?)null,
        } is { } refusal)
        {
            _wishes.Remove(wish);
            On(refusal);
        }
    }

    private TransferEvent Claim(int number)
    {
        var path = $"/d/file.{number}";
        Files.Add(path);
        _damaged.Clear();
        if (number == 1 && _leftover is { } left)
        {
            Journal = Journal.TakenOverBy(path);
            return new TransferEvent.LeftoverClaimed(path, left);
        }

        return new TransferEvent.TemporaryCreated(path);
    }

    /// <summary>What was done or found is told; when it is told again, it is the same: it was done once.</summary>
    private void Tell(TransferEffect wish, Func<TransferEvent[]> act)
    {
        if (!_answers.TryGetValue(wish, out var answer))
        {
            _answers.Add(wish, answer = act());
        }

        foreach (var happened in answer)
        {
            On(happened);
        }
    }

    private TransferEvent[] Reread(TransferEffect.RereadChunks wanted, int which)
    {
        // In two batches, where there are enough; now and then a chunk is not what was written down.
        var damaged = which % 4 == 3 || _isSpoilt ? wanted.Chunks[..1] : [];
        FoundDamage |= !damaged.IsEmpty;
        if (wanted.Path == State.Path)
        {
            _damaged.UnionWith(damaged.Select(chunk => chunk.Index));
        }

        var intact = wanted.Chunks.RemoveRange(damaged);
        var half = intact.Length / 2;
        var rest = new TransferEvent.ChunksReread(wanted.Path, intact[half..], damaged);
        return half > 0 ? [new TransferEvent.ChunksReread(wanted.Path, intact[..half], []), rest] : [rest];
    }

    private void Sum(TransferEffect.SumFile wanted, int which)
    {
        var isRight = _damaged.Count == 0 && which % 8 != 7 && State.Object?.ETag is not null;
        var sum = isRight ? OriginModel.SumOf(OriginModel.ContentOf(State.Object!.ETag!), wanted) : "of other bytes";
        On(new TransferEvent.FileSummed(wanted.Path, sum));
    }

    private TransferEvent[] FindDamage(TransferEffect.FindDamage wanted, int which)
    {
        // By then everybody has long been told to stop.
        _offered.Clear();
        var came = Journal.Owner == wanted.Path ? Journal.Read()?.Chunks ?? [] : [];
        _damaged.UnionWith((which % 4 == 3 ? came.Take(1) : []).Select(chunk => chunk.Index));
        return [new TransferEvent.DamageFound(wanted.Path, came, [.. came.Where(chunk => _damaged.Contains(chunk.Index))])];
    }

    private byte[] Publish(TransferEffect.Publish publish)
    {
        Assert.Contains(publish.Path, Files);
        Assert.Empty(_damaged);
        var bytes = OriginModel.ContentOf(State.Object!.ETag!);
        Assert.Equal((bytes.Length, OriginModel.ChecksumOf(bytes)), (publish.Length, publish.Bytes.Value));
        Files.Remove(publish.Path);
        return bytes;
    }
}
