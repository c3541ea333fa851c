using System.Collections.Immutable;
using ActorDownloader.LoopbackOrigin.Objects;

namespace ActorDownloader.LoopbackOrigin.Faults;

/// <summary>All that will go wrong with one request. Of two actions that exclude each other the later one counts.</summary>
internal sealed record FaultPlan
{
    public static readonly FaultPlan None = new();

    public ImmutableArray<FaultAction> Before { get; private init; } = [];
    public FaultAction? Instead { get; private init; }
    public ObjectDefinition? Replacement { get; private init; }
    public bool Deletes { get; private init; }
    public BodyCut Cut { get; private init; } = BodyCut.Never;
    public long? BytesPerSecond { get; private init; }
    public long? AnnouncedBytes { get; private init; }
    public long ExtraBytes { get; private init; }
    public bool OmitsLength { get; private init; }
    public bool IgnoresRange { get; private init; }
    public bool IgnoresIfMatch { get; private init; }
    public long ContentRangeShift { get; private init; }
    public FaultAction.ReplaceETag? ETag { get; private init; }
    public bool Compresses { get; private init; }
    public long? CorruptOffset { get; private init; }
    public bool ClosesConnection { get; private init; }

    public FaultPlan With(FaultAction action) => action switch
    {
        FaultAction.Delay or FaultAction.WaitAt => this with { Before = Before.Add(action) },
        FaultAction.Respond or FaultAction.Redirect => this with { Instead = action },
        FaultAction.PutObject put => this with { Replacement = put.Definition },
        FaultAction.DeleteObject => this with { Deletes = true },
        FaultAction.Stall stall => this with { Cut = new(BodyCutKind.Stall, stall.AfterBodyBytes) },
        FaultAction.Reset reset => this with { Cut = new(BodyCutKind.Reset, reset.AfterBodyBytes) },
        FaultAction.HangUp hangUp => this with { Cut = new(BodyCutKind.HangUp, hangUp.AfterBodyBytes) },
        FaultAction.Trickle trickle => this with { BytesPerSecond = trickle.BytesPerSecond },
        FaultAction.ShortLength shorter => this with { AnnouncedBytes = shorter.BodyBytes },
        FaultAction.ExtraBytes extra => this with { ExtraBytes = extra.BodyBytes },
        FaultAction.OmitLength => this with { OmitsLength = true },
        FaultAction.IgnoreRange => this with { IgnoresRange = true },
        FaultAction.IgnoreIfMatch => this with { IgnoresIfMatch = true },
        FaultAction.ShiftContentRange shift => this with { ContentRangeShift = shift.By },
        FaultAction.ReplaceETag etag => this with { ETag = etag },
        FaultAction.Compress => this with { Compresses = true },
        FaultAction.CorruptByte corrupt => this with { CorruptOffset = corrupt.Offset },
        FaultAction.CloseConnection => this with { ClosesConnection = true },
        _ => throw new ArgumentException($"Unknown fault action {action.GetType().Name}.", nameof(action)),
    };
}
