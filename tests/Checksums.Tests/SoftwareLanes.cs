using System.Runtime.Intrinsics;

namespace ActorDownloader.Checksums;

/// <summary>One lane multiplied a bit at a time.</summary>
internal readonly struct SoftwareLanes : ICarrylessLanes<Vector128<ulong>>
{
    public static bool IsSupported => true;

    public static Vector128<ulong> Broadcast(ulong low, ulong high) => Vector128.Create(low, high);

    public static Vector128<ulong> AddToFirst(Vector128<ulong> vector, ulong register) => vector ^ Vector128.Create(register, 0);

    public static Vector128<ulong> Fold(Vector128<ulong> lanes, Vector128<ulong> multipliers, Vector128<ulong> next) =>
        Multiply(lanes[0], multipliers[0]) ^ Multiply(lanes[1], multipliers[1]) ^ next;

    private static Vector128<ulong> Multiply(ulong left, ulong right)
    {
        UInt128 product = 0;
        for (var bit = 0; bit < 64; bit++)
        {
            if (((left >> bit) & 1) != 0)
            {
                product ^= (UInt128)right << bit;
            }
        }

        return Vector128.Create((ulong)(product & ulong.MaxValue), (ulong)(product >> 64));
    }
}
