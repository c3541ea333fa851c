using Akka.Actor;

namespace Akka.Dispatch;

/// <summary>
/// An unbounded queue for many producers and one consumer, without locks: a chain of arrays in which producers claim slots by
/// incrementing a counter. A message costs a slot of two references; arrays are small while the consumer keeps up and grow with the
/// backlog. Messages of one producer come out in the order they went in.
/// </summary>
internal sealed class MessageQueue
{
    private const int SmallSegment = 16;
    private const int LargestSegment = 1024;

    private Segment _producing;
    private Segment _consuming;
    private int _consumed;

    public MessageQueue()
    {
        _consuming = _producing = new Segment(SmallSegment);
    }

    /// <summary>
    /// Whether <see cref="TryDequeue"/> would find a message. May be asked by any thread; only the consumer gets a lasting answer.
    /// </summary>
    public bool HasMessage
    {
        get
        {
            var segment = Volatile.Read(ref _consuming);
            var index = Volatile.Read(ref _consumed);
            if (index < segment.Slots.Length)
                return Volatile.Read(ref segment.Slots[index].Message) is not null;
            var next = Volatile.Read(ref segment.Next);
            return next is not null && Volatile.Read(ref next.Slots[0].Message) is not null;
        }
    }

    /// <summary>Adds a message. A full memory fence follows it, so that what the caller reads next is no older than the message.</summary>
    public void Enqueue(object message, IActorRef sender)
    {
        while (true)
        {
            var segment = Volatile.Read(ref _producing);
            var index = Interlocked.Increment(ref segment.Claimed) - 1;
            if (index < segment.Slots.Length)
            {
                ref var slot = ref segment.Slots[index];
                slot.Sender = sender;
                Interlocked.Exchange(ref slot.Message, message);
                return;
            }
            Extend(segment);
        }
    }

    /// <summary>
    /// Takes the oldest message; false if there is none, or its producer has not finished writing it. For the consumer alone.
    /// </summary>
    public bool TryDequeue(out Envelope envelope)
    {
        var segment = _consuming;
        if (_consumed == segment.Slots.Length)
        {
            var next = Volatile.Read(ref segment.Next);
            if (next is null)
            {
                envelope = default;
                return false;
            }
            // The order matters to HasMessage on another thread: an index of the old segment must not be applied to the new one.
            Volatile.Write(ref _consumed, 0);
            Volatile.Write(ref _consuming, next);
            segment = next;
        }

        ref var slot = ref segment.Slots[_consumed];
        var message = Volatile.Read(ref slot.Message);
        if (message is null)
        {
            envelope = default;
            return false;
        }
        envelope = new Envelope(message, slot.Sender);
        slot = default;
        Volatile.Write(ref _consumed, _consumed + 1);
        return true;
    }

    private void Extend(Segment full)
    {
        var next = Volatile.Read(ref full.Next);
        if (next is null)
        {
            var keepsUp = ReferenceEquals(Volatile.Read(ref _consuming), full);
            var created = new Segment(keepsUp ? SmallSegment : Math.Min(full.Slots.Length * 2, LargestSegment));
            next = Interlocked.CompareExchange(ref full.Next, created, null) ?? created;
        }
        Interlocked.CompareExchange(ref _producing, next, full);
    }

    private struct Slot
    {
        public object Message;
        public IActorRef Sender;
    }

    private sealed class Segment(int length)
    {
        public readonly Slot[] Slots = new Slot[length];
        public int Claimed;
        public Segment Next;
    }
}
