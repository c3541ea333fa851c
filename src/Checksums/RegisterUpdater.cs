using System.Runtime.Intrinsics;

namespace ActorDownloader.Checksums;

/// <summary>Moves a CRC register over bytes by the fastest means that the processor and the length allow. Safe for all threads.</summary>
internal sealed class RegisterUpdater
{
    private readonly ReflectedPolynomial _polynomial;
    private readonly bool _hasInstruction;
    private SlicedTables? _tables;
    private Folding<Lanes256, Vector256<ulong>>? _wide;
    private Folding<Lanes128, Vector128<ulong>>? _narrow;

    public RegisterUpdater(ReflectedPolynomial polynomial)
    {
        _polynomial = polynomial;
        _hasInstruction = Crc32CInstruction.Computes(polynomial);
    }

    public ulong Update(ulong register, ReadOnlySpan<byte> data)
    {
        // Below a few stripes the remainder costs more than folding saves.
        if (Lanes256.IsSupported && data.Length >= 2 * Folding<Lanes256, Vector256<ulong>>.StripeBytes)
        {
            Span<byte> remainder = stackalloc byte[Folding<Lanes256, Vector256<ulong>>.StripeBytes];
            data = data[(_wide ??= new(_polynomial)).Fold(register, data, remainder)..];
            register = UpdateShort(0, remainder);
        }
        else if (Lanes128.IsSupported && data.Length >= 2 * Folding<Lanes128, Vector128<ulong>>.StripeBytes)
        {
            Span<byte> remainder = stackalloc byte[Folding<Lanes128, Vector128<ulong>>.StripeBytes];
            data = data[(_narrow ??= new(_polynomial)).Fold(register, data, remainder)..];
            register = UpdateShort(0, remainder);
        }

        return UpdateShort(register, data);
    }

    // Tables are built when first needed; two threads may both do it, with the same result.
    private ulong UpdateShort(ulong register, ReadOnlySpan<byte> data) => _hasInstruction
        ? Crc32CInstruction.Update((uint)register, data)
        : (_tables ??= new SlicedTables(_polynomial)).Update(register, data);
}
