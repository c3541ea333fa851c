using System.Collections;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Takes messages up to the first for which the predicate is true; fails if it does not come in time.</summary>
    public object FishForMessage(
        Predicate<object> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        Fish(isMessage, null, max, hint, block: true, cancellationToken).Result();

    /// <summary>Takes messages up to the first of that type for which the predicate is true; fails if it does not come in time.</summary>
    public T FishForMessage<T>(
        Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        Fish(isMessage, null, max, hint, block: true, cancellationToken).Result();

    /// <inheritdoc cref="FishForMessage{T}(Predicate{T}, TimeSpan?, string, CancellationToken)"/>
    /// <param name="allMessages">Is emptied, and gets the messages taken before.</param>
    public T FishForMessage<T>(
        Predicate<T> isMessage,
        ArrayList allMessages,
        TimeSpan? max = null,
        string hint = "",
        CancellationToken cancellationToken = default) =>
        Fish(isMessage, allMessages, max, hint, block: true, cancellationToken).Result();

    /// <inheritdoc cref="FishForMessage(Predicate{object}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<object> FishForMessageAsync(
        Predicate<object> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        Fish(isMessage, null, max, hint, block: false, cancellationToken);

    /// <inheritdoc cref="FishForMessage{T}(Predicate{T}, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage, TimeSpan? max = null, string hint = "", CancellationToken cancellationToken = default) =>
        Fish(isMessage, null, max, hint, block: false, cancellationToken);

    /// <inheritdoc cref="FishForMessage{T}(Predicate{T}, ArrayList, TimeSpan?, string, CancellationToken)"/>
    public ValueTask<T> FishForMessageAsync<T>(
        Predicate<T> isMessage,
        ArrayList allMessages,
        TimeSpan? max = null,
        string hint = "",
        CancellationToken cancellationToken = default) =>
        Fish(isMessage, allMessages, max, hint, block: false, cancellationToken);

    private async ValueTask<T> Fish<T>(
        Predicate<T> isMessage, ArrayList others, TimeSpan? max, string hint, bool block, CancellationToken cancellationToken)
    {
        var time = RemainingOrDilated(max);
        var stop = Now + time;
        others?.Clear();
        while (await Receive(Until(stop), block, cancellationToken) is { } envelope)
        {
            if (envelope.Message is T message && isMessage(message)) return message;
            others?.Add(envelope.Message);
        }

        _assertions.Fail("Timeout ({0}) during fishForMessage{1}", time, string.IsNullOrEmpty(hint) ? "" : ", hint: " + hint);
        return default;
    }
}
