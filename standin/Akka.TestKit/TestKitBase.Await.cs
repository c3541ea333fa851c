using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs the assertion again and again until it does not fail; fails like its last run when time is up.</summary>
    public void AwaitAssert(
        Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        Await(Completed(assertion), duration, interval, block: true, cancellationToken).Result();

    /// <inheritdoc cref="AwaitAssert"/>
    public Task AwaitAssertAsync(
        Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        Await(Completed(assertion), duration, interval, block: false, cancellationToken).AsTask();

    /// <inheritdoc cref="AwaitAssert"/>
    public Task AwaitAssertAsync(
        Func<Task> assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        Await(assertion, duration, interval, block: false, cancellationToken).AsTask();

    /// <summary>Waits until the condition is true; fails when time is up.</summary>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, null, null, null, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)"/>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, max, null, null, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)"/>
    public void AwaitCondition(
        Func<bool> conditionIsFulfilled, TimeSpan? max, string message, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, max, null, message, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)"/>
    public void AwaitCondition(
        Func<bool> conditionIsFulfilled,
        TimeSpan? max,
        TimeSpan? interval,
        string message = null,
        CancellationToken cancellationToken = default) =>
        Require(Completed(conditionIsFulfilled), max, interval, message, block: true, cancellationToken).Result();

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)"/>
    public Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, null, null, null, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)"/>
    public Task AwaitConditionAsync(
        Func<bool> conditionIsFulfilled, TimeSpan? max, string message, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, max, null, message, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)"/>
    public Task AwaitConditionAsync(
        Func<bool> conditionIsFulfilled,
        TimeSpan? max,
        TimeSpan? interval,
        string message = null,
        CancellationToken cancellationToken = default) =>
        Require(Completed(conditionIsFulfilled), max, interval, message, block: false, cancellationToken).AsTask();

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)"/>
    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, null, null, null, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)"/>
    public Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, max, null, null, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)"/>
    public Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, string message, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, max, null, message, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)"/>
    public Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled,
        TimeSpan? max,
        TimeSpan? interval,
        string message = null,
        CancellationToken cancellationToken = default) =>
        Require(conditionIsFulfilled, max, interval, message, block: false, cancellationToken).AsTask();

    /// <summary>Waits until the condition is true; false if time is up first. The time is not dilated.</summary>
    public bool AwaitConditionNoThrow(
        Func<bool> conditionIsFulfilled, TimeSpan max, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        IsFulfilledIn(Completed(conditionIsFulfilled), max, interval, block: true, cancellationToken).Result();

    /// <inheritdoc cref="AwaitConditionNoThrow"/>
    public Task<bool> AwaitConditionNoThrowAsync(
        Func<bool> conditionIsFulfilled, TimeSpan max, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        IsFulfilledIn(Completed(conditionIsFulfilled), max, interval, block: false, cancellationToken).AsTask();

    /// <inheritdoc cref="AwaitConditionNoThrow"/>
    public Task<bool> AwaitConditionNoThrowAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan max, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        IsFulfilledIn(conditionIsFulfilled, max, interval, block: false, cancellationToken).AsTask();

    private static Func<Task> Completed(Action action) => () =>
    {
        action();
        return Task.CompletedTask;
    };

    private static Func<Task<T>> Completed<T>(Func<T> function) => () => Task.FromResult(function());

    private static async ValueTask<bool> IsFulfilledIn(
        Func<Task<bool>> isFulfilled, TimeSpan max, TimeSpan? interval, bool block, CancellationToken cancellationToken)
    {
        var stop = Now + max;
        while (!await isFulfilled())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Now > stop) return false;
            await BlockingResults.Pause(Until(stop).Min(interval ?? DefaultInterval), block, cancellationToken);
        }

        return true;
    }

    private async ValueTask Await(
        Func<Task> assertion, TimeSpan? duration, TimeSpan? interval, bool block, CancellationToken cancellationToken)
    {
        var stop = Now + RemainingOrDilated(duration);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await assertion();
                return;
            }
            catch (Exception) when (Now < stop)
            {
                // It may hold later.
            }

            await BlockingResults.Pause(Until(stop).Min(interval ?? DefaultInterval), block, cancellationToken);
        }
    }

    private async ValueTask Require(
        Func<Task<bool>> isFulfilled, TimeSpan? max, TimeSpan? interval, string message, bool block, CancellationToken cancellationToken)
    {
        var time = RemainingOrDilated(max);
        if (!await IsFulfilledIn(isFulfilled, time, interval, block, cancellationToken))
        {
            _assertions.Fail("Timeout {0} expired while waiting for condition. {1}", time, message ?? "");
        }
    }
}
