using Akka.Actor;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Takes the next message, which must come in time, from that sender, and be of that type.</summary>
    public T ExpectMsgFrom<T>(
        IActorRef sender, TimeSpan? duration = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(duration, From<T>(sender), hint, block: true, cancellationToken).Result();

    /// <inheritdoc cref="ExpectMsgFrom{T}(IActorRef, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, TimeSpan? duration = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(duration, From<T>(sender), hint, block: false, cancellationToken);

    /// <summary>Takes the next message, which must come in time, from that sender, and equal <paramref name="message"/>.</summary>
    public T ExpectMsgFrom<T>(
        IActorRef sender, T message, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, From<T>(sender) + EqualTo(message), hint, block: true, cancellationToken).Result();

    /// <inheritdoc cref="ExpectMsgFrom{T}(IActorRef, T, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender, T message, TimeSpan? timeout = null, string hint = null, CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, From<T>(sender) + EqualTo(message), hint, block: false, cancellationToken);

    /// <summary>Takes the next message, which must come in time, from that sender, and satisfy the predicate.</summary>
    public T ExpectMsgFrom<T>(
        IActorRef sender,
        Predicate<T> isMessage,
        TimeSpan? timeout = null,
        string hint = null,
        CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, From<T>(sender) + Matching(isMessage, hint), hint, block: true, cancellationToken).Result();

    /// <inheritdoc cref="ExpectMsgFrom{T}(IActorRef, Predicate{T}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender,
        Predicate<T> isMessage,
        TimeSpan? timeout = null,
        string hint = null,
        CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, From<T>(sender) + Matching(isMessage, hint), hint, block: false, cancellationToken);

    /// <summary>Takes the next message, which must come in time, and satisfy a predicate together with its sender.</summary>
    public T ExpectMsgFrom<T>(
        Predicate<IActorRef> isSender,
        Predicate<T> isMessage,
        TimeSpan? timeout = null,
        string hint = null,
        CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, Matching(isSender, isMessage, hint), hint, block: true, cancellationToken).Result();

    /// <inheritdoc cref="ExpectMsgFrom{T}(Predicate{IActorRef}, Predicate{T}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgFromAsync<T>(
        Predicate<IActorRef> isSender,
        Predicate<T> isMessage,
        TimeSpan? timeout = null,
        string hint = null,
        CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, Matching(isSender, isMessage, hint), hint, block: false, cancellationToken);

    /// <summary>Takes the next message, which must come in time and from that sender; the assertion may fail it.</summary>
    public T ExpectMsgFrom<T>(
        IActorRef sender,
        Action<T> assertMessage,
        TimeSpan? timeout = null,
        string hint = null,
        CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, From<T>(sender) + ((actual, _) => assertMessage(actual)), hint, block: true, cancellationToken).Result();

    /// <inheritdoc cref="ExpectMsgFrom{T}(IActorRef, Action{T}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgFromAsync<T>(
        IActorRef sender,
        Action<T> assertMessage,
        TimeSpan? timeout = null,
        string hint = null,
        CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, From<T>(sender) + ((actual, _) => assertMessage(actual)), hint, block: false, cancellationToken);

    /// <summary>Takes the next message, which must come in time; the assertions may fail it.</summary>
    public T ExpectMsgFrom<T>(
        Action<IActorRef> assertSender,
        Action<T> assertMessage,
        TimeSpan? timeout = null,
        string hint = null,
        CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, Passing(assertSender, assertMessage), hint, block: true, cancellationToken).Result();

    /// <inheritdoc cref="ExpectMsgFrom{T}(Action{IActorRef}, Action{T}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> ExpectMsgFromAsync<T>(
        Action<IActorRef> assertSender,
        Action<T> assertMessage,
        TimeSpan? timeout = null,
        string hint = null,
        CancellationToken cancellationToken = default) =>
        Expect<T>(timeout, Passing(assertSender, assertMessage), hint, block: false, cancellationToken);

    private static Action<T, IActorRef> Passing<T>(Action<IActorRef> assertSender, Action<T> assertMessage) => (actual, sender) =>
    {
        assertSender(sender);
        assertMessage(actual);
    };

    private Action<T, IActorRef> Matching<T>(Predicate<IActorRef> isSender, Predicate<T> isMessage, string hint) =>
        Matching<T>((actual, sender) => isSender(sender) && isMessage(actual), hint);

    private Action<T, IActorRef> From<T>(IActorRef expected) => (_, sender) => _assertions.AssertEqual(expected, sender);
}
