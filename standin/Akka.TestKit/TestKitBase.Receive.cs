using System.Runtime.CompilerServices;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Takes the oldest message, or returns null if none comes in time. The time is not dilated.</summary>
    public object ReceiveOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        Receive(GetTimeoutOrDefault(max), block: true, cancellationToken).Result()?.Message;

    /// <inheritdoc cref="ReceiveOne"/>
    public async ValueTask<object> ReceiveOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        (await Receive(GetTimeoutOrDefault(max), block: false, cancellationToken))?.Message;

    /// <summary>Takes the oldest message with its sender, if one comes in time. The time is not dilated.</summary>
    public bool TryReceiveOne(out MessageEnvelope envelope, TimeSpan? max = null, CancellationToken cancellationToken = default)
    {
        var received = Receive(GetTimeoutOrDefault(max), block: true, cancellationToken).Result();
        envelope = received ?? NullMessageEnvelope.Instance;
        return received is not null;
    }

    /// <inheritdoc cref="TryReceiveOne"/>
    public async ValueTask<(bool success, MessageEnvelope envelope)> TryReceiveOneAsync(
        TimeSpan? max, CancellationToken cancellationToken = default)
    {
        var received = await Receive(GetTimeoutOrDefault(max), block: false, cancellationToken);
        return (received is not null, received ?? NullMessageEnvelope.Instance);
    }

    /// <summary>The oldest message, which stays; null if none comes in time.</summary>
    public object PeekOne(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        _received.Peek(GetTimeoutOrDefault(max), block: true, cancellationToken).Result()?.Message;

    /// <inheritdoc cref="PeekOne"/>
    public async ValueTask<object> PeekOneAsync(TimeSpan? max = null, CancellationToken cancellationToken = default) =>
        (await _received.Peek(GetTimeoutOrDefault(max), block: false, cancellationToken))?.Message;

    /// <summary>Takes that many messages; fails if they do not all come in time.</summary>
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, CancellationToken cancellationToken = default) =>
        ReceiveMany(numberOfMessages, RemainingOrDefault, block: true, cancellationToken).Result();

    /// <inheritdoc cref="ReceiveN(int, CancellationToken)"/>
    public IReadOnlyCollection<object> ReceiveN(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default)
    {
        TimeSpanRange.EnsureFinite(max, nameof(max));
        return ReceiveMany(numberOfMessages, Dilated(max), block: true, cancellationToken).Result();
    }

    /// <inheritdoc cref="ReceiveN(int, CancellationToken)"/>
    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, CancellationToken cancellationToken = default) =>
        ReceiveMany(numberOfMessages, RemainingOrDefault, block: false, cancellationToken);

    /// <inheritdoc cref="ReceiveN(int, CancellationToken)"/>
    public IAsyncEnumerable<object> ReceiveNAsync(int numberOfMessages, TimeSpan max, CancellationToken cancellationToken = default)
    {
        TimeSpanRange.EnsureFinite(max, nameof(max));
        return ReceiveMany(numberOfMessages, Dilated(max), block: false, cancellationToken);
    }

    private async ValueTask<MessageEnvelope> Receive(TimeSpan max, bool block, CancellationToken cancellationToken)
    {
        var envelope = await _received.Take(max, block, cancellationToken);
        _lastedUntilSilence = false;
        _last = envelope ?? NullMessageEnvelope.Instance;
        LogCall("Waited up to {0} for a message and received {1}", max, _last);
        return envelope;
    }

    private async IAsyncEnumerable<object> ReceiveMany(
        int numberOfMessages, TimeSpan max, bool block, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stop = Now + max;
        for (int received = 0; received < numberOfMessages; received++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var envelope = await Receive(Until(stop), block, cancellationToken);
            if (envelope is null)
            {
                _assertions.Fail("Timeout ({0}) while expecting {1} messages. Only got {2}", max, numberOfMessages, received);
                yield break;
            }

            yield return envelope.Message;
        }
    }

    private void LogCall(string format, params object[] args)
    {
        if (TestKitSettings.LogTestKitCalls) Akka.Event.LoggingExtensions.Debug(Log, format, args);
    }
}
