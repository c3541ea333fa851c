using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics.X86;
using ArmCrc32 = System.Runtime.Intrinsics.Arm.Crc32;

namespace ActorDownloader.Checksums;

/// <summary>CRC-32C by the instruction that x64 (SSE 4.2) and Arm have for it: for short runs, and for Arm cores without PMULL.</summary>
internal static class Crc32CInstruction
{
    // Castagnoli's polynomial, reflected, is wired into the instruction.
    private const ulong Generator = 0x82F63B78;

    /// <summary>Whether this processor has it.</summary>
    public static bool IsSupported => Sse42.X64.IsSupported || ArmCrc32.Arm64.IsSupported;

    /// <summary>Whether this processor has it and <paramref name="polynomial"/> is the one that it divides by.</summary>
    public static bool Computes(ReflectedPolynomial polynomial) => IsSupported && polynomial is { Degree: 32, Generator: Generator };

    /// <summary>The register after <paramref name="data"/>.</summary>
    public static uint Update(uint register, ReadOnlySpan<byte> data)
    {
        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..])
        {
            register = BitOperations.Crc32C(register, BinaryPrimitives.ReadUInt64LittleEndian(data));
        }

        foreach (var value in data)
        {
            register = BitOperations.Crc32C(register, value);
        }

        return register;
    }
}
