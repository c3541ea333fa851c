using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ActorDownloader.Checksums;

/// <summary>Two lanes: VPCLMULQDQ on x64. Not four: two are already faster than one core reads memory.</summary>
internal readonly struct Lanes256 : ICarrylessLanes<Vector256<ulong>>
{
    public static bool IsSupported => Pclmulqdq.V256.IsSupported;

    public static Vector256<ulong> Broadcast(ulong low, ulong high) => Vector256.Create(low, high, low, high);

    public static Vector256<ulong> AddToFirst(Vector256<ulong> vector, ulong register) => vector ^ Vector256.CreateScalar(register);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Fold(Vector256<ulong> lanes, Vector256<ulong> multipliers, Vector256<ulong> next) =>
        Pclmulqdq.V256.CarrylessMultiply(lanes, multipliers, 0x00) ^ Pclmulqdq.V256.CarrylessMultiply(lanes, multipliers, 0x11) ^ next;
}
