using System.Collections.Immutable;

namespace ActorDownloader.Scheduling;

/// <content>What the window is judged by: the pool right after it was filled.</content>
internal sealed partial record SchedulerState
{
    private static (SchedulerState, ImmutableArray<SchedulerEffect>) Measured(
        (SchedulerState Next, ImmutableArray<SchedulerEffect> Effects) step, TimeSpan now)
    {
        var (next, effects) = step;
        var window = next.Window.Note(next.Leases.Count, next.Waiting > 0, now);
        if (window.IsDue(next.Leases.Count, now))
        {
            var seats = next.Workers.Values.Where(seat => !seat.IsSilent).ToArray();
            window = window.Judge(next.Leases.Count, seats.Length, seats.Sum(seat => seat.Slots), now);
        }

        return (ReferenceEquals(window, next.Window) ? next : next with { Window = window }, effects);
    }
}
