namespace ActorDownloader.LoopbackOrigin.Faults;

/// <summary>Numbers that look random and follow from what they are about, whatever else happens at the same time.</summary>
internal static class SeededChance
{
    /// <summary>From 0 up to, not including, 1.</summary>
    public static double Of(ulong seed, string key, long offset, int attempt)
    {
        unchecked
        {
            // FNV-1a over the key, then the rest scattered; string.GetHashCode differs from process to process.
            var hash = 0xCBF2_9CE4_8422_2325 ^ seed;
            foreach (var c in key)
            {
                hash = (hash ^ c) * 0x0000_0100_0000_01B3;
            }

            hash = Scatter(Scatter(hash ^ (ulong)offset) ^ (ulong)attempt);
            return (hash >> 11) * (1.0 / (1UL << 53));
        }
    }

    private static ulong Scatter(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 33)) * 0xFF51_AFD7_ED55_8CCD;
            value = (value ^ (value >> 33)) * 0xC4CE_B9FE_1A85_EC53;
            return value ^ (value >> 33);
        }
    }
}
