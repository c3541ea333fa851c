namespace Akka.TestKit;

/// <summary>
/// Expects, or mutes, the log events that a filter matches. What matches is not printed meanwhile. Times are dilated; without one it is
/// <c>akka.test.filter-leeway</c>, counted from the end of the action.
/// </summary>
public interface IEventFilterApplier
{
    /// <summary>Adds another filter: what either matches counts.</summary>
    EventFilterFactory And { get; }

    /// <summary>Runs the action; fails unless one event matches in time.</summary>
    void ExpectOne(Action action, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="ExpectOne(Action, CancellationToken)"/>
    void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="ExpectOne(Action, CancellationToken)"/>
    T ExpectOne<T>(Func<T> func, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="ExpectOne(Action, CancellationToken)"/>
    T ExpectOne<T>(TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="ExpectOne(Action, CancellationToken)"/>
    Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="ExpectOne(Action, CancellationToken)"/>
    Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="ExpectOne(Action, CancellationToken)"/>
    Task<T> ExpectOneAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="ExpectOne(Action, CancellationToken)"/>
    Task<T> ExpectOneAsync<T>(TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default);

    /// <summary>Runs the action; fails unless exactly that many events match in time. For none, all the time is waited.</summary>
    void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Expect(int, Action, CancellationToken)"/>
    void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Expect(int, Action, CancellationToken)"/>
    T Expect<T>(int expectedCount, Func<T> func, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Expect(int, Action, CancellationToken)"/>
    T Expect<T>(int expectedCount, TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Expect(int, Action, CancellationToken)"/>
    Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Expect(int, Action, CancellationToken)"/>
    Task ExpectAsync(int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Expect(int, Action, CancellationToken)"/>
    Task<T> ExpectAsync<T>(int expectedCount, Func<Task<T>> func, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Expect(int, Action, CancellationToken)"/>
    Task<T> ExpectAsync<T>(int expectedCount, TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default);

    /// <summary>Runs the action and expects nothing.</summary>
    void Mute(Action action, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Mute(Action, CancellationToken)"/>
    T Mute<T>(Func<T> func, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Mute(Action, CancellationToken)"/>
    Task MuteAsync(Func<Task> action, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="Mute(Action, CancellationToken)"/>
    Task<T> MuteAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default);

    /// <summary>Mutes until the result is disposed.</summary>
    IUnmutableFilter Mute();
}
