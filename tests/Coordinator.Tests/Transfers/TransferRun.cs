using System.Collections.Immutable;
using ActorDownloader.Messages;

namespace ActorDownloader.Transfers;

/// <summary>A state and what the last event made it want.</summary>
internal sealed record TransferRun(TransferState State, ImmutableArray<TransferEffect> Effects)
{
    private static readonly ObjectSource Source = new("http://origin/bucket/key", [], null);

    private int _signatures = 1;

    public TransferRun(TransferTerms terms)
        : this(TransferState.Start(terms))
    {
    }

    private TransferRun((TransferState State, ImmutableArray<TransferEffect> Effects) step)
        : this(step.State, step.Effects)
    {
    }

    public TransferRun On(TransferEvent happened)
    {
        var next = new TransferRun(State.On(happened, chance: 0.5));
        next._signatures = Math.Max(
            _signatures, next.Effects.OfType<TransferEffect.Sign>().Select(sign => sign.Number).DefaultIfEmpty().Max());
        return next;
    }

    /// <summary>Answers the last wish for a signature.</summary>
    public TransferRun Signed() => On(new TransferEvent.SourceSigned(_signatures, Source, TimeSpan.FromMinutes(5)));

    public IReadOnlyList<T> All<T>() => [.. Effects.OfType<T>()];

    public T Single<T>() => Assert.Single(All<T>());
}
