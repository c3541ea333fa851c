using System.Runtime.CompilerServices;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>
    /// Takes messages as long as <paramref name="filter"/> makes something of them, until it returns null for one, which stays, or time or
    /// number is up.
    /// </summary>
    /// <returns>What the filter made.</returns>
    public IReadOnlyList<T> ReceiveWhile<T>(
        TimeSpan? max, Func<object, T> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        ReceiveWhile(filter, max, null, msgs, cancellationToken);

    /// <inheritdoc cref="ReceiveWhile{T}(TimeSpan?, Func{object, T}, int, CancellationToken)"/>
    /// <param name="idle">Ends when no message comes for that time.</param>
    public IReadOnlyList<T> ReceiveWhile<T>(
        TimeSpan? max, TimeSpan? idle, Func<object, T> filter, int msgs = int.MaxValue, CancellationToken cancellationToken = default) =>
        ReceiveWhile(filter, max, idle, msgs, cancellationToken);

    /// <inheritdoc cref="ReceiveWhile{T}(TimeSpan?, TimeSpan?, Func{object, T}, int, CancellationToken)"/>
    public IReadOnlyList<T> ReceiveWhile<T>(
        Func<object, T> filter,
        TimeSpan? max = null,
        TimeSpan? idle = null,
        int msgs = int.MaxValue,
        CancellationToken cancellationToken = default) =>
        TakeWhile(Filtering(filter), max, idle, msgs, block: true, cancellationToken).Result();

    /// <summary>
    /// Takes messages of type <typeparamref name="T"/> as long as the predicate is true. Another message is dropped, or, unless
    /// <paramref name="shouldIgnoreOtherMessageTypes"/>, stays and ends it.
    /// </summary>
    public IReadOnlyList<T> ReceiveWhile<T>(
        Predicate<T> shouldContinue,
        TimeSpan? max = null,
        TimeSpan? idle = null,
        int msgs = int.MaxValue,
        bool shouldIgnoreOtherMessageTypes = true,
        CancellationToken cancellationToken = default) =>
        TakeWhile(Matching(shouldContinue, shouldIgnoreOtherMessageTypes), max, idle, msgs, block: true, cancellationToken).Result();

    /// <inheritdoc cref="ReceiveWhile{T}(TimeSpan?, TimeSpan?, Func{object, T}, int, CancellationToken)"/>
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Func<object, T> filter,
        TimeSpan? max = null,
        TimeSpan? idle = null,
        int msgs = int.MaxValue,
        CancellationToken cancellationToken = default) =>
        TakeWhile(Filtering(filter), max, idle, msgs, block: false, cancellationToken);

    /// <inheritdoc cref="ReceiveWhile{T}(Predicate{T}, TimeSpan?, TimeSpan?, int, bool, CancellationToken)"/>
    public IAsyncEnumerable<T> ReceiveWhileAsync<T>(
        Predicate<T> shouldContinue,
        TimeSpan? max = null,
        TimeSpan? idle = null,
        int msgs = int.MaxValue,
        bool shouldIgnoreOtherMessageTypes = true,
        CancellationToken cancellationToken = default) =>
        TakeWhile(Matching(shouldContinue, shouldIgnoreOtherMessageTypes), max, idle, msgs, block: false, cancellationToken);

    private static Func<object, (Fate, T)> Filtering<T>(Func<object, T> filter) =>
        message => filter(message) is { } made ? (Fate.Return, made) : (Fate.Stop, default(T));

    private static Func<object, (Fate, T)> Matching<T>(Predicate<T> shouldContinue, bool dropsOthers) => message =>
        message is T typed ? (shouldContinue(typed) ? Fate.Return : Fate.Stop, typed) : (dropsOthers ? Fate.Drop : Fate.Stop, default(T));

    private async IAsyncEnumerable<T> TakeWhile<T>(
        Func<object, (Fate, T)> judge,
        TimeSpan? max,
        TimeSpan? idle,
        int msgs,
        bool block,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stop = Now + RemainingOrDilated(max);
        var last = _last = NullMessageEnvelope.Instance;
        for (int returned = 0; returned < msgs;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var envelope = await _received.Peek(Until(stop).Min(idle ?? Timeout.InfiniteTimeSpan), block, cancellationToken);
            if (envelope is null) break;
            var (fate, made) = judge(envelope.Message);
            if (fate == Fate.Stop) break;
            await _received.Take(TimeSpan.Zero, block, cancellationToken);
            _last = last = envelope;
            if (fate == Fate.Drop) continue;
            returned++;
            yield return made;
        }

        _last = last;
        _lastedUntilSilence = true;
    }

    /// <summary>What becomes of a message that was peeked at.</summary>
    private enum Fate
    {
        Return,
        Drop,
        Stop,
    }
}
