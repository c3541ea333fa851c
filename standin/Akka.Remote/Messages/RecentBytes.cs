namespace Akka.Remote.Messages;

/// <summary>
/// A few recent values by the bytes that name them. Entries push each other out and nothing is ever looked for long: a miss costs a look-up
/// the caller can do anyway. Safe for several threads, which may miss what another has just added.
/// </summary>
internal sealed class RecentBytes<T>
    where T : class
{
    private const int Slots = 256;

    private readonly Entry?[] _entries = new Entry?[Slots];

    public T? Find(ReadOnlySpan<byte> key)
    {
        var entry = Volatile.Read(ref _entries[SlotOf(key)]);
        return entry is not null && key.SequenceEqual(entry.Key) ? entry.Value : null;
    }

    public void Add(ReadOnlySpan<byte> key, T value) => Volatile.Write(ref _entries[SlotOf(key)], new Entry(key.ToArray(), value));

    private static int SlotOf(ReadOnlySpan<byte> key)
    {
        // Randomly seeded: a stranger cannot choose who shares a slot.
        var hash = default(HashCode);
        hash.AddBytes(key);
        return hash.ToHashCode() & (Slots - 1);
    }

    private sealed record Entry(byte[] Key, T Value);
}
