using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    // How long an asynchronous block may overrun before it is given up; one that ends in between tells by how much it was late.
    private static readonly TimeSpan Overrun = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// Runs a block that must end within <paramref name="max"/>, dilated. Expectations in it that are given no time of their own wait for
    /// what is left.
    /// </summary>
    public void Within(TimeSpan max, Action action, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, action, null, epsilonValue, cancellationToken);

    /// <summary>Runs a block that must end within <paramref name="max"/>, dilated, and not before <paramref name="min"/>.</summary>
    public void Within(
        TimeSpan min,
        TimeSpan max,
        Action action,
        string hint = null,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        Timed(min, max, Valued(Completed(action)), hint, epsilonValue, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="Within(TimeSpan, Action, TimeSpan?, CancellationToken)"/>
    public T Within<T>(TimeSpan max, Func<T> function, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    /// <inheritdoc cref="Within(TimeSpan, TimeSpan, Action, string, TimeSpan?, CancellationToken)"/>
    public T Within<T>(
        TimeSpan min,
        TimeSpan max,
        Func<T> function,
        string hint = null,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        Timed(min, max, Completed(function), hint, epsilonValue, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="Within(TimeSpan, Action, TimeSpan?, CancellationToken)"/>
    public Task WithinAsync(
        TimeSpan max, Func<Task> actionAsync, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, actionAsync, null, epsilonValue, cancellationToken);

    /// <inheritdoc cref="Within(TimeSpan, TimeSpan, Action, string, TimeSpan?, CancellationToken)"/>
    public Task WithinAsync(
        TimeSpan min,
        TimeSpan max,
        Func<Task> actionAsync,
        string hint = null,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        Timed(min, max, Valued(actionAsync), hint, epsilonValue, cancellationToken);

    /// <inheritdoc cref="Within(TimeSpan, Action, TimeSpan?, CancellationToken)"/>
    public Task<T> WithinAsync<T>(
        TimeSpan max, Func<Task<T>> function, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    /// <inheritdoc cref="Within(TimeSpan, TimeSpan, Action, string, TimeSpan?, CancellationToken)"/>
    public Task<T> WithinAsync<T>(
        TimeSpan min,
        TimeSpan max,
        Func<Task<T>> function,
        string hint = null,
        TimeSpan? epsilonValue = null,
        CancellationToken cancellationToken = default) =>
        Timed(min, max, function, hint, epsilonValue, cancellationToken);

    private static Func<Task<Done>> Valued(Func<Task> action) => async () =>
    {
        await action();
        return Done.Instance;
    };

    private async Task<T> Timed<T>(
        TimeSpan min, TimeSpan max, Func<Task<T>> function, string hint, TimeSpan? epsilon, CancellationToken cancellationToken)
    {
        TimeSpanRange.EnsureFinite(min, nameof(min));
        TimeSpanRange.EnsureFinite(max, nameof(max));
        var start = Now;
        var outerEnd = _end;
        var limit = RemainingOr(Dilated(max)).Min(Dilated(max));
        _assertions.AssertTrue(limit >= min, "Required min time {0} not possible, only {1} left. {2}", min, limit, hint ?? "");
        _end = start + limit;
        _lastedUntilSilence = false;
        var result = default(T);
        try
        {
            var running = function();
            if (await IsOver(running, limit + Overrun, cancellationToken)) result = await running;
        }
        finally
        {
            _end = outerEnd;
        }

        var elapsed = Now - start;
        _assertions.AssertTrue(elapsed >= min, "Failed: Block took {0}, should have at least been {1}. {2}", elapsed, min, hint ?? "");
        _assertions.AssertTrue(
            _lastedUntilSilence || elapsed <= limit + (epsilon ?? TimeSpan.Zero),
            "Failed: Block took {0}, exceeding {1}. {2}",
            elapsed,
            limit,
            hint ?? "");
        return result;
    }

    private static async Task<bool> IsOver(Task running, TimeSpan time, CancellationToken cancellationToken)
    {
        // One that blocks is over now; asking for a delay would put the rest of it on another thread.
        if (running.IsCompleted) return true;
        using var delay = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bool isOver = await Task.WhenAny(running, Task.Delay(time, delay.Token)) == running;
        cancellationToken.ThrowIfCancellationRequested();
        await delay.CancelAsync();
        return isOver;
    }
}
