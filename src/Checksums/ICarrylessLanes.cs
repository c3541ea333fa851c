namespace ActorDownloader.Checksums;

/// <summary>A vector register seen as 128-bit lanes that a processor can multiply without carries.</summary>
internal interface ICarrylessLanes<TVector>
    where TVector : struct
{
    /// <summary>Whether this processor can; a constant for the just-in-time compiler.</summary>
    static abstract bool IsSupported { get; }

    /// <summary><paramref name="low"/> and <paramref name="high"/> in every lane.</summary>
    static abstract TVector Broadcast(ulong low, ulong high);

    /// <summary><paramref name="vector"/> with <paramref name="register"/> added to its first eight bytes.</summary>
    static abstract TVector AddToFirst(TVector vector, ulong register);

    /// <summary>In each lane: low half times low multiplier, plus high half times high multiplier, plus <paramref name="next"/>.</summary>
    static abstract TVector Fold(TVector lanes, TVector multipliers, TVector next);
}
