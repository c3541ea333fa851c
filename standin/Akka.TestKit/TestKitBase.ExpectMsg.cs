using Akka.Actor;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

// Of a time that is given: it is dilated. Without one it is what is left of Within, or akka.test.single-expect-default, dilated.
public abstract partial class TestKitBase
{
    /// <summary>Takes the next message, which must come in time and be of that type.</summary>
    public T ExpectMsg<T>(TimeSpan? duration = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(duration, null, hint, block: true, cancellationToken).Result();

    /// <inheritdoc cref="ExpectMsg{T}(TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgAsync<T>(TimeSpan? duration = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(duration, null, hint, block: false, cancellationToken);

    /// <summary>Takes the next message, which must come in time and equal <paramref name="message"/>.</summary>
    public T ExpectMsg<T>(T message, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, EqualTo(message), hint, block: true, cancellationToken).Result();

    /// <inheritdoc cref="ExpectMsg{T}(T, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgAsync<T>(
        T message, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, EqualTo(message), hint, block: false, cancellationToken);

    /// <summary>Takes the next message, which must come in time, be of that type and satisfy the predicate.</summary>
    public T ExpectMsg<T>(
        Predicate<T> isMessage, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, Matching(isMessage, hint), hint, block: true, cancellationToken).Result();

    /// <inheritdoc cref="ExpectMsg{T}(Predicate{T}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgAsync<T>(
        Predicate<T> isMessage, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, Matching(isMessage, hint), hint, block: false, cancellationToken);

    /// <summary>Takes the next message, which must come in time and be of that type; <paramref name="assert"/> may fail it.</summary>
    public T ExpectMsg<T>(Action<T> assert, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, (actual, _) => assert(actual), hint, block: true, cancellationToken).Result();

    /// <inheritdoc cref="ExpectMsg{T}(Action{T}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgAsync<T>(
        Action<T> assert, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, (actual, _) => assert(actual), hint, block: false, cancellationToken);

    /// <summary>Takes the next message, which must come in time, be of that type and, with its sender, satisfy the predicate.</summary>
    public T ExpectMsg<T>(
        Func<T, IActorRef, bool> isMessageAndSender,
        TimeSpan? timeout = null,
        string hint = null,
        CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, Matching(isMessageAndSender, hint), hint, block: true, cancellationToken).Result();

    /// <inheritdoc cref="ExpectMsg{T}(Func{T, IActorRef, bool}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgAsync<T>(
        Func<T, IActorRef, bool> isMessageAndSender,
        TimeSpan? timeout = null,
        string hint = null,
        CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, Matching(isMessageAndSender, hint), hint, block: false, cancellationToken);

    /// <summary>Takes the next message, which must come in time and be of that type; the assertion may fail it.</summary>
    public T ExpectMsg<T>(
        Action<T, IActorRef> assertMessageAndSender,
        TimeSpan? timeout = null,
        string hint = null,
        CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, assertMessageAndSender, hint, block: true, cancellationToken).Result();

    /// <inheritdoc cref="ExpectMsg{T}(Action{T, IActorRef}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgAsync<T>(
        Action<T, IActorRef> assertMessageAndSender,
        TimeSpan? timeout = null,
        string hint = null,
        CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, assertMessageAndSender, hint, block: false, cancellationToken);

    /// <summary>Takes the next message, which must come in time and equal <paramref name="expected"/> by that comparison.</summary>
    public T ExpectMsg<T>(
        T expected,
        Func<T, T, bool> comparer,
        TimeSpan? timeout = null,
        string hint = null,
        CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, EqualTo(expected, comparer), hint, block: true, cancellationToken).Result();

    /// <inheritdoc cref="ExpectMsg{T}(T, Func{T, T, bool}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgAsync<T>(
        T expected,
        Func<T, T, bool> comparer,
        TimeSpan? timeout = null,
        string hint = null,
        CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, EqualTo(expected, comparer), hint, block: false, cancellationToken);

    private async ValueTask<T> Expect<T>(
        TimeSpan? timeout, Action<T, IActorRef> assert, string hint, bool block, CancellationToken cancellationToken)
    {
        var time = RemainingOrDilated(timeout);
        var envelope = await Receive(time, block, cancellationToken);
        if (envelope is null)
        {
            _assertions.Fail("Failed: Timeout {0} while waiting for a message of type {1} {2}", time, typeof(T), hint ?? "");
            return default;
        }

        if (envelope.Message is not T message)
        {
            _assertions.Fail(
                "Failed: Expected a message of type {0}, but received {{{2}}} (type {1}) instead {3} from {4}",
                typeof(T),
                envelope.Message.GetType(),
                envelope.Message,
                hint ?? "",
                envelope.Sender);
            return default;
        }

        assert?.Invoke(message, envelope.Sender);
        return message;
    }

    private Action<T, IActorRef> EqualTo<T>(T expected) => (actual, _) => _assertions.AssertEqual(expected, actual);

    private Action<T, IActorRef> EqualTo<T>(T expected, Func<T, T, bool> comparer) =>
        (actual, _) => _assertions.AssertEqual(expected, actual, comparer);

    private Action<T, IActorRef> Matching<T>(Predicate<T> matches, string hint) => Matching<T>((actual, _) => matches(actual), hint);

    private Action<T, IActorRef> Matching<T>(Func<T, IActorRef, bool> matches, string hint) => (actual, sender) => _assertions.AssertTrue(
        matches(actual, sender),
        "Got a message of the expected type {0}. Also expected {1} but {{{2}}} from {3} did not match",
        typeof(T),
        hint ?? "the predicate to return true",
        actual,
        sender);
}
