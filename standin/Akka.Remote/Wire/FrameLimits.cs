namespace Akka.Remote.Wire;

internal static class FrameLimits
{
    /// <summary>Bytes of the length that precedes every frame.</summary>
    public const int PrefixBytes = 4;

    /// <summary>
    /// Longest frame believed before the handshake is over: two addresses and some numbers, so that a stranger cannot make us buffer more.
    /// </summary>
    public const int HandshakeBytes = 2_048;

    /// <summary>Smallest <c>maximum-frame-size</c> that Akka.NET accepts.</summary>
    public const int SmallestMaximumBytes = 32_000;
}
