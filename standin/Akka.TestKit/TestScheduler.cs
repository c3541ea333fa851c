using System.Diagnostics;
using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace Akka.TestKit;

/// <summary>
/// A scheduler whose time stands still until the test advances it: <c>akka.scheduler.implementation = "Akka.TestKit.TestScheduler,
/// Akka.TestKit"</c>. What is due runs on the thread that advances. Thread-safe.
/// </summary>
public class TestScheduler : IScheduler, IAdvancedScheduler
{
    private readonly Lock _lock = new();
    private readonly PriorityQueue<Entry, (DateTimeOffset Due, long Number)> _entries = new();
    private DateTimeOffset _now = DateTimeOffset.UtcNow;
    private long _count;

    /// <summary>Called by the actor system.</summary>
    public TestScheduler(Config schedulerConfig, ILoggingAdapter log)
    {
        _ = schedulerConfig;
        _ = log;
    }

    public IAdvancedScheduler Advanced => this;

    /// <summary>The time the test has come to; begins with the time of day.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (_lock) return _now;
        }
    }

    public TimeSpan MonotonicClock => Stopwatch.GetElapsedTime(0);

    public TimeSpan HighResMonotonicClock => Stopwatch.GetElapsedTime(0);

    /// <summary>
    /// Lets time pass and does what is due then, in order. What repeats is done once, however far the time goes, and is due again an
    /// interval after it.
    /// </summary>
    public void Advance(TimeSpan offset)
    {
        foreach (var entry in TakeDue(offset))
        {
            if (entry.IsCancelled) continue;
            entry.Action();
            if (entry.Interval is { } interval && !entry.IsCancelled) Add(interval, entry);
        }
    }

    /// <summary>Lets time pass until then.</summary>
    /// <exception cref="InvalidOperationException">That time is over.</exception>
    public void AdvanceTo(DateTimeOffset when)
    {
        var offset = when - Now;
        if (offset < TimeSpan.Zero) throw new InvalidOperationException("You can't reverse time...");
        Advance(offset);
    }

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef sender) =>
        ScheduleTellOnce(delay, receiver, message, sender, null);

    public void ScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        ScheduleOnce(delay, () => receiver.Tell(message, sender), cancelable);

    public void ScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender) =>
        ScheduleTellRepeatedly(initialDelay, interval, receiver, message, sender, null);

    public void ScheduleTellRepeatedly(
        TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        ScheduleRepeatedly(initialDelay, interval, () => receiver.Tell(message, sender), cancelable);

    public void ScheduleOnce(TimeSpan delay, Action action) => ScheduleOnce(delay, action, null);

    public void ScheduleOnce(TimeSpan delay, Action action, ICancelable cancelable) => Add(delay, new Entry(action, null, cancelable));

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action) =>
        ScheduleRepeatedly(initialDelay, interval, action, null);

    public void ScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable cancelable) =>
        Add(initialDelay, new Entry(action, interval, cancelable));

    private void Add(TimeSpan delay, Entry entry)
    {
        lock (_lock) _entries.Enqueue(entry, (_now + delay, _count++));
    }

    private List<Entry> TakeDue(TimeSpan offset)
    {
        lock (_lock)
        {
            _now += offset;
            var due = new List<Entry>();
            while (_entries.TryPeek(out var entry, out var place) && place.Due <= _now)
            {
                _entries.Dequeue();
                due.Add(entry);
            }

            return due;
        }
    }

    private sealed record Entry(Action Action, TimeSpan? Interval, ICancelable Cancelable)
    {
        public bool IsCancelled => Cancelable is { IsCancellationRequested: true };
    }
}
