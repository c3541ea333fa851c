namespace ActorDownloader.LoopbackOrigin.Faults;

/// <summary>How an answer stops before its end.</summary>
internal enum BodyCutKind
{
    None,
    Stall,
    Reset,
    HangUp,
}

/// <summary>Where an answer stops.</summary>
/// <param name="Kind">How.</param>
/// <param name="AfterBodyBytes">Body bytes sent before; null before the headers.</param>
internal readonly record struct BodyCut(BodyCutKind Kind, long? AfterBodyBytes)
{
    public static readonly BodyCut Never = new(BodyCutKind.None, null);

    public bool BeforeHeaders => Kind != BodyCutKind.None && AfterBodyBytes is null;
}
