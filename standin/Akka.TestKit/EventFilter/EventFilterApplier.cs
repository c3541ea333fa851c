using Akka.Actor;
using Akka.TestKit.Internal;
using Akka.TestKit.TestEvent;

namespace Akka.TestKit;

/// <inheritdoc cref="IEventFilterApplier"/>
internal sealed class EventFilterApplier(TestKitBase testKit, ActorSystem system, IReadOnlyList<LogEventFilter> filters)
    : IEventFilterApplier
{
    public EventFilterFactory And => new(testKit, system, filters);

    public void ExpectOne(Action action, CancellationToken cancellationToken = default) =>
        Expect(1, action, cancellationToken);

    public void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Expect(1, timeout, action, cancellationToken);

    public T ExpectOne<T>(Func<T> func, CancellationToken cancellationToken = default) =>
        Expect(1, func, cancellationToken);

    public T ExpectOne<T>(TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default) =>
        Expect(1, timeout, func, cancellationToken);

    public Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, actionAsync, cancellationToken);

    public Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, timeout, action, cancellationToken);

    public Task<T> ExpectOneAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, func, cancellationToken);

    public Task<T> ExpectOneAsync<T>(TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, timeout, func, cancellationToken);

    public void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default) =>
        Intercept(expectedCount, null, Completed(action), block: true, cancellationToken).Result();

    public void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Intercept(expectedCount, timeout, Completed(action), block: true, cancellationToken).Result();

    public T Expect<T>(int expectedCount, Func<T> func, CancellationToken cancellationToken = default) =>
        Intercept(expectedCount, null, Completed(func), block: true, cancellationToken).Result();

    public T Expect<T>(int expectedCount, TimeSpan timeout, Func<T> func, CancellationToken cancellationToken = default) =>
        Intercept(expectedCount, timeout, Completed(func), block: true, cancellationToken).Result();

    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        Intercept(expectedCount, null, Valued(actionAsync), block: false, cancellationToken).AsTask();

    public Task ExpectAsync(int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        Intercept(expectedCount, timeout, Valued(action), block: false, cancellationToken).AsTask();

    public Task<T> ExpectAsync<T>(int expectedCount, Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        Intercept(expectedCount, null, func, block: false, cancellationToken).AsTask();

    public Task<T> ExpectAsync<T>(int expectedCount, TimeSpan timeout, Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        Intercept(expectedCount, timeout, func, block: false, cancellationToken).AsTask();

    public void Mute(Action action, CancellationToken cancellationToken = default) =>
        Intercept(null, null, Completed(action), block: true, cancellationToken).Result();

    public T Mute<T>(Func<T> func, CancellationToken cancellationToken = default) =>
        Intercept(null, null, Completed(func), block: true, cancellationToken).Result();

    public Task MuteAsync(Func<Task> action, CancellationToken cancellationToken = default) =>
        Intercept(null, null, Valued(action), block: false, cancellationToken).AsTask();

    public Task<T> MuteAsync<T>(Func<Task<T>> func, CancellationToken cancellationToken = default) =>
        Intercept(null, null, func, block: false, cancellationToken).AsTask();

    public IUnmutableFilter Mute() => new Muting(system, filters);

    private static Func<Task<Done>> Completed(Action action) => () =>
    {
        action();
        return Task.FromResult(Done.Instance);
    };

    private static Func<Task<T>> Completed<T>(Func<T> function) => () => Task.FromResult(function());

    private static Func<Task<Done>> Valued(Func<Task> action) => async () =>
    {
        await action();
        return Done.Instance;
    };

    private async ValueTask<T> Intercept<T>(
        int? expectedCount, TimeSpan? timeout, Func<Task<T>> function, bool block, CancellationToken cancellationToken)
    {
        var settings = TestKitExtension.For(system) ?? testKit.TestKitSettings;
        var time = timeout is { } given ? testKit.Dilated(given) : settings.TestEventFilterLeeway;
        using var matches = new MatchCounter(filters);
        using var muting = new Muting(system, filters);
        var result = await function();
        if (expectedCount is { } expected)
        {
            await matches.WaitFor(Math.Max(expected, 1), time, block, cancellationToken);
            int actual = matches.Count;
            if (actual != expected)
            {
                string outcome = actual < expected ? $"only {actual} in {time}" : $"{actual}, which is too many";
                testKit.Fail($"Expected {expected} messages that match [{string.Join(", ", filters)}], but received {outcome}.");
            }
        }

        return result;
    }

    /// <summary>Keeps the filters at work while it lives.</summary>
    private sealed class Muting : IUnmutableFilter
    {
        private readonly ActorSystem _system;
        private IReadOnlyList<LogEventFilter> _filters;

        public Muting(ActorSystem system, IReadOnlyList<LogEventFilter> filters)
        {
            _system = system;
            _filters = filters;
            system.EventStream.Publish(new Mute(filters));
        }

        public void Unmute()
        {
            if (Interlocked.Exchange(ref _filters, null) is { } filters) _system.EventStream.Publish(new Unmute(filters));
        }

        public void Dispose() => Unmute();
    }
}
