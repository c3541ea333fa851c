using System.Collections.Immutable;
using ActorDownloader.Messages;

namespace ActorDownloader.LocalWorkers;

public class FleetStateSpecs
{
    private static readonly FleetRules Rules = new(
        4,
        1,
        10,
        5,
        TimeSpan.FromSeconds(2),
        TimeSpan.FromMilliseconds(100),
        TimeSpan.FromSeconds(10),
        3,
        TimeSpan.FromMilliseconds(50),
        TimeSpan.FromSeconds(30));

    private readonly WorkerId _worker = new(Guid.NewGuid());
    private FleetState _state;
    private ImmutableArray<FleetEffect> _effects;
    private TimeSpan _now = TimeSpan.FromMinutes(1);

    public FleetStateSpecs() => (_state, _effects) = FleetState.Start(Rules);

    [Fact]
    public void The_first_process_is_started_before_there_is_work() =>
        Assert.Equal<FleetEffect>([new FleetEffect.Start(1)], _effects.ToArray());

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 2)]
    [InlineData(9, 4)]
    public void As_many_are_started_before_there_is_work_as_the_rules_say(int prestart, int started) =>
        Assert.Equal(started, FleetState.Start(Rules with { Prestart = prestart }).Effects.Length);

    [Fact]
    public void No_process_is_started_where_none_is_allowed() => Assert.Empty(FleetState.Start(Rules with { MaxProcesses = 0 }).Effects);

    [Theory]
    [InlineData(1, 0)]
    [InlineData(10, 0)]
    [InlineData(11, 1)]
    [InlineData(1000, 3)]
    public void As_many_are_started_at_once_as_the_work_needs_slots_and_no_more_than_allowed(int leases, int more)
    {
        Apply(new FleetEvent.LeasesWanted(leases));

        Assert.Equal(more, _effects.Length);
    }

    [Fact]
    public void Where_the_work_lasts_there_is_one_for_as_many_leases_as_the_rules_say()
    {
        WantFor(TimeSpan.FromSeconds(1.9), leases: 10);
        Assert.Single(_state.Members);

        WantFor(TimeSpan.FromSeconds(0.2), leases: 10);
        Assert.Equal(2, _state.Members.Count);
    }

    [Fact]
    public void Work_that_comes_now_and_then_does_not_last()
    {
        for (var turn = 0; turn < 5; turn++)
        {
            WantFor(TimeSpan.FromSeconds(1), leases: 10);
            _now += TimeSpan.FromSeconds(3);
        }

        Assert.Single(_state.Members);
    }

    [Fact]
    public void Less_work_ends_no_process()
    {
        Apply(new FleetEvent.LeasesWanted(40));
        Apply(new FleetEvent.LeasesWanted(1));

        Assert.Equal(4, _state.Members.Count);
        Assert.Empty(_effects);
    }

    [Fact]
    public void One_that_dies_is_declared_gone_and_replaced_at_once()
    {
        Apply(new FleetEvent.Joined(1, _worker));
        Apply(new FleetEvent.Ended(1, "was ended by signal 9"));

        Assert.Equal<FleetEffect>(
            [new FleetEffect.DeclareGone(_worker, "was ended by signal 9"), new FleetEffect.Start(2)], _effects.ToArray());
    }

    [Fact]
    public void One_that_keeps_dying_is_replaced_at_a_bounded_rate()
    {
        Apply(new FleetEvent.Joined(1, _worker));
        Apply(new FleetEvent.Ended(1, "died"));
        Apply(new FleetEvent.Joined(2, _worker));
        _now += TimeSpan.FromMilliseconds(20);
        Apply(new FleetEvent.Ended(2, "died"));

        Assert.Equal(TimeSpan.FromMilliseconds(30), Assert.Single(_effects.OfType<FleetEffect.Wake>()).Pause);
        Apply(new FleetEvent.StartDue());
        Assert.Equal<FleetEffect>([new FleetEffect.Start(3)], _effects.ToArray());
    }

    [Fact]
    public void One_that_dies_before_it_has_joined_is_replaced_after_growing_pauses()
    {
        Apply(new FleetEvent.Ended(1, "exit code 1"));
        Assert.Equal<FleetEffect>([new FleetEffect.Wake(TimeSpan.FromMilliseconds(100))], _effects.ToArray());
        Apply(new FleetEvent.StartDue());
        Apply(new FleetEvent.Ended(2, "exit code 1"));
        Assert.Equal<FleetEffect>([new FleetEffect.Wake(TimeSpan.FromMilliseconds(200))], _effects.ToArray());
    }

    [Fact]
    public void After_too_many_early_ends_nobody_waits_any_more_and_new_work_tries_again()
    {
        Apply(new FleetEvent.Ended(1, "exit code 1"));
        Apply(new FleetEvent.StartDue());
        Apply(new FleetEvent.Ended(2, "exit code 1"));
        Apply(new FleetEvent.StartDue());
        Apply(new FleetEvent.Ended(3, "exit code 1"));

        Assert.Contains(
            "exit code 1", Assert.IsType<FleetEffect.DeclareUnavailable>(Assert.Single(_effects)).Reason, StringComparison.Ordinal);
        Apply(new FleetEvent.LeasesWanted(1));
        Assert.IsType<FleetEffect.Start>(Assert.Single(_effects));
    }

    [Fact]
    public void One_that_joins_ends_the_count_of_early_ends()
    {
        Apply(new FleetEvent.Ended(1, "exit code 1"));
        Apply(new FleetEvent.StartDue());
        Apply(new FleetEvent.Ended(2, "exit code 1"));
        Apply(new FleetEvent.StartDue());
        Apply(new FleetEvent.Joined(3, _worker));
        Apply(new FleetEvent.LeasesWanted(20));
        Apply(new FleetEvent.Ended(4, "exit code 1"));

        Assert.Equal<FleetEffect>([new FleetEffect.Wake(TimeSpan.FromMilliseconds(100))], _effects.ToArray());
    }

    [Fact]
    public void One_that_does_not_join_in_time_is_ended()
    {
        Apply(new FleetEvent.JoinOverdue(1));
        Assert.IsType<FleetEffect.Kill>(Assert.Single(_effects));
        Apply(new FleetEvent.Joined(1, _worker));
        Apply(new FleetEvent.JoinOverdue(1));
        Assert.Empty(_effects);
    }

    [Fact]
    public void A_silent_worker_of_ours_is_ended_and_anothers_is_not()
    {
        Apply(new FleetEvent.Joined(1, _worker));
        Apply(new FleetEvent.FenceWanted(_worker, "said nothing"));
        Assert.Equal(1, Assert.IsType<FleetEffect.Kill>(Assert.Single(_effects)).Member);
        Apply(new FleetEvent.FenceWanted(new WorkerId(Guid.NewGuid()), "said nothing"));
        Assert.Empty(_effects);
    }

    private void WantFor(TimeSpan time, int leases)
    {
        for (var end = _now + time; _now < end; _now += TimeSpan.FromMilliseconds(100))
        {
            Apply(new FleetEvent.LeasesWanted(leases));
        }
    }

    private void Apply(FleetEvent happened) => (_state, _effects) = _state.On(happened, _now);
}
