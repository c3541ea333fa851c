using System.Runtime.CompilerServices;
using Akka.Actor;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Takes the next message, which must come in time and say that <paramref name="target"/> has terminated.</summary>
    public Terminated ExpectTerminated(
        IActorRef target, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        ExpectEnd(target, timeout, hint, block: true, cancellationToken).Result();

    /// <inheritdoc cref="ExpectTerminated"/>
    public ValueTask<Terminated> ExpectTerminatedAsync(
        IActorRef target, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        ExpectEnd(target, timeout, hint, block: false, cancellationToken);

    /// <summary>Takes the next message, which must come in time and equal one of these.</summary>
    public T ExpectMsgAnyOf<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default) =>
        ExpectAny(messages, block: true, cancellationToken).Result();

    /// <inheritdoc cref="ExpectMsgAnyOf"/>
    public ValueTask<T> ExpectMsgAnyOfAsync<T>(IEnumerable<T> messages, CancellationToken cancellationToken = default) =>
        ExpectAny(messages, block: false, cancellationToken);

    /// <summary>Takes as many messages as these, which must be these in any order and come in time.</summary>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(params T[] messages) => ExpectMsgAllOf((IReadOnlyCollection<T>)messages);

    /// <inheritdoc cref="ExpectMsgAllOf{T}(T[])"/>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        ExpectAll(RemainingOrDefault, messages, block: true, cancellationToken).Result();

    /// <inheritdoc cref="ExpectMsgAllOf{T}(T[])"/>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(TimeSpan max, params T[] messages) =>
        ExpectMsgAllOf(max, (IReadOnlyCollection<T>)messages);

    /// <inheritdoc cref="ExpectMsgAllOf{T}(T[])"/>
    public IReadOnlyCollection<T> ExpectMsgAllOf<T>(
        TimeSpan max, IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        ExpectAll(Dilated(max), messages, block: true, cancellationToken).Result();

    /// <inheritdoc cref="ExpectMsgAllOf{T}(T[])"/>
    public IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        ExpectAll(RemainingOrDefault, messages, block: false, cancellationToken);

    /// <inheritdoc cref="ExpectMsgAllOf{T}(T[])"/>
    public IAsyncEnumerable<T> ExpectMsgAllOfAsync<T>(
        TimeSpan max, IReadOnlyCollection<T> messages, CancellationToken cancellationToken = default) =>
        ExpectAll(Dilated(max), messages, block: false, cancellationToken);

    private ValueTask<Terminated> ExpectEnd(
        IActorRef target, TimeSpan? timeout, string hint, bool block, CancellationToken cancellationToken) => Expect<Terminated>(
        timeout,
        (message, _) => _assertions.AssertEqual(target, message.ActorRef, "Terminated {0}. {1}", target, hint ?? ""),
        $"Terminated {target}. {hint}",
        block,
        cancellationToken);

    private async ValueTask<T> ExpectAny<T>(IEnumerable<T> messages, bool block, CancellationToken cancellationToken)
    {
        var time = RemainingOrDefault;
        var envelope = await Receive(time, block, cancellationToken);
        if (envelope is null) _assertions.Fail("Timeout {0} while waiting for any of ({1})", time, string.Join(", ", messages));
        else if (envelope.Message is T message && messages.Contains(message)) return message;
        else _assertions.Fail("Expected any of ({0}), but received {1}", string.Join(", ", messages), envelope);
        return default;
    }

    private async IAsyncEnumerable<T> ExpectAll<T>(
        TimeSpan max, IReadOnlyCollection<T> messages, bool block, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var missing = messages.ToList();
        var unexpected = new List<object>();
        await foreach (object received in ReceiveMany(messages.Count, max, block, cancellationToken))
        {
            if (received is T message && missing.Remove(message)) yield return message;
            else unexpected.Add(received);
        }

        if (missing.Count == 0) yield break;
        _assertions.Fail("not found [{0}] found unexpected [{1}]", string.Join(", ", missing), string.Join(", ", unexpected));
    }
}
