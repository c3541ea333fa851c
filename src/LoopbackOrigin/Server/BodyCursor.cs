using ActorDownloader.LoopbackOrigin.Protocol;

namespace ActorDownloader.LoopbackOrigin.Server;

/// <summary>Reads the bytes of an answer in order, with the one that is to be wrong.</summary>
internal sealed class BodyCursor(ObjectAnswer answer, long? corruptOffset, long length)
{
    private long _at = answer.Span.Start;

    public long Remaining => answer.Span.Start + length - _at;

    public bool AtEnd => Remaining <= 0;

    public void Read(Span<byte> destination)
    {
        answer.Content.Read(_at, destination);
        if (corruptOffset - _at is { } within && within >= 0 && within < destination.Length)
        {
            destination[(int)within] ^= 0xFF;
        }

        _at += destination.Length;
    }
}
