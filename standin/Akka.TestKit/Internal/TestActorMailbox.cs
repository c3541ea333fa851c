using System.Collections.Concurrent;

namespace Akka.TestKit.Internal;

#pragma warning disable CA1001 // A semaphore that nobody asks for its wait handle holds nothing to dispose of.

/// <summary>What a test actor received and the test has not taken yet. Any thread may add; one thread at a time may take.</summary>
internal sealed class TestActorMailbox
{
    // The longest that a semaphore waits.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);

    private readonly ConcurrentQueue<MessageEnvelope> _messages = new();
    private readonly SemaphoreSlim _count = new(0);

    public bool HasMessages => !_messages.IsEmpty;

    public void Add(MessageEnvelope envelope)
    {
        _messages.Enqueue(envelope);
        _count.Release();
    }

    /// <summary>
    /// The oldest message, or null if none comes in time. A negative time means that it is over already.
    /// If <paramref name="block"/>, the task is complete when it is returned.
    /// </summary>
    public async ValueTask<MessageEnvelope> Take(TimeSpan max, bool block, CancellationToken cancellationToken)
    {
        if (!await WaitForMessage(max, block, cancellationToken)) return null;
        _messages.TryDequeue(out var envelope);
        return envelope;
    }

    /// <summary>Like <see cref="Take"/>, but leaves the message where it is.</summary>
    public async ValueTask<MessageEnvelope> Peek(TimeSpan max, bool block, CancellationToken cancellationToken)
    {
        if (!await WaitForMessage(max, block, cancellationToken)) return null;
        _messages.TryPeek(out var envelope);
        _count.Release();
        return envelope;
    }

    private ValueTask<bool> WaitForMessage(TimeSpan max, bool block, CancellationToken cancellationToken)
    {
        if (max != Timeout.InfiniteTimeSpan)
        {
            if (max < TimeSpan.Zero) return new ValueTask<bool>(false);
            if (max > Longest) max = Longest;
        }

        return block || max == TimeSpan.Zero
            ? new ValueTask<bool>(_count.Wait(max, cancellationToken))
            : new ValueTask<bool>(_count.WaitAsync(max, cancellationToken));
    }
}
