using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using ArmAes = System.Runtime.Intrinsics.Arm.Aes;

namespace ActorDownloader.Checksums;

/// <summary>One lane: PCLMULQDQ on x64, PMULL on Arm.</summary>
internal readonly struct Lanes128 : ICarrylessLanes<Vector128<ulong>>
{
    public static bool IsSupported => Pclmulqdq.IsSupported || ArmAes.IsSupported;

    public static Vector128<ulong> Broadcast(ulong low, ulong high) => Vector128.Create(low, high);

    public static Vector128<ulong> AddToFirst(Vector128<ulong> vector, ulong register) => vector ^ Vector128.CreateScalar(register);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<ulong> Fold(Vector128<ulong> lanes, Vector128<ulong> multipliers, Vector128<ulong> next) =>
        Pclmulqdq.IsSupported
        ? Pclmulqdq.CarrylessMultiply(lanes, multipliers, 0x00) ^ Pclmulqdq.CarrylessMultiply(lanes, multipliers, 0x11) ^ next
        : ArmAes.PolynomialMultiplyWideningLower(lanes.GetLower(), multipliers.GetLower())
            ^ ArmAes.PolynomialMultiplyWideningUpper(lanes, multipliers)
            ^ next;
}
