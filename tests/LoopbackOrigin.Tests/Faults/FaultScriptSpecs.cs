using ActorDownloader.LoopbackOrigin.Protocol;

namespace ActorDownloader.LoopbackOrigin.Faults;

public sealed class FaultScriptSpecs
{
    private readonly FaultScript _script = new(seed: 42);

    [Fact]
    public void Without_rules_nothing_goes_wrong()
    {
        Assert.Same(FaultPlan.None, _script.Plan(Get(0)));
    }

    [Fact]
    public void A_rule_hits_only_what_fits_all_its_conditions()
    {
        _script.Add(new(new FaultAction.IgnoreRange())
        {
            Bucket = "bucket",
            Key = "key",
            Method = "GET",
            CoversOffset = 15,
            Ranged = true,
        });

        Assert.True(Hit(Get(10)));
        Assert.False(Hit(Get(0)));
        Assert.False(Hit(Get(20)));
        Assert.False(Hit(Get(10) with { Bucket = "other" }));
        Assert.False(Hit(Get(10) with { Key = "other" }));
        Assert.False(Hit(Get(10) with { Method = "HEAD" }));
        Assert.False(Hit(Get(10) with { Ranged = false }));
    }

    [Fact]
    public void Skip_and_times_choose_the_nth_request()
    {
        var fault = _script.Add(new(new FaultAction.IgnoreRange()) { Skip = 2, Times = 1 });

        Assert.Equal([false, false, true, false, false], Enumerable.Range(0, 5).Select(_ => Hit(Get(0))));
        Assert.Equal(1, fault.Hits);
    }

    [Fact]
    public void Counting_per_range_does_not_depend_on_the_order_of_ranges()
    {
        _script.Add(new(new FaultAction.IgnoreRange()) { Times = 1, PerRange = true });

        Assert.Equal([true, true, false, true, false, false], new long[] { 0, 10, 0, 20, 20, 10 }.Select(start => Hit(Get(start))));
    }

    [Fact]
    public void Chance_hits_about_its_share_and_the_same_requests_for_the_same_seed_in_any_order()
    {
        var rule = new FaultRule(new FaultAction.IgnoreRange()) { Probability = 0.3 };
        var other = new FaultScript(seed: 42);
        var third = new FaultScript(seed: 43);
        _script.Add(rule);
        other.Add(rule);
        third.Add(rule);
        var starts = Enumerable.Range(0, 1000).Select(i => i * 10L).ToList();

        var hits = starts.ToDictionary(start => start, start => Hit(Get(start)));
        var reversed = starts.AsEnumerable().Reverse().ToDictionary(start => start, start => Hit(Get(start), other));
        var reseeded = starts.ToDictionary(start => start, start => Hit(Get(start), third));

        Assert.InRange(hits.Values.Count(hit => hit), 220, 380);
        Assert.All(starts, start => Assert.Equal(hits[start], reversed[start]));
        Assert.NotEqual(hits.Values, reseeded.Values);
    }

    [Fact]
    public void Chance_is_drawn_anew_for_each_attempt()
    {
        _script.Add(new(new FaultAction.IgnoreRange()) { Probability = 0.5 });

        var attempts = Enumerable.Range(0, 100).Select(_ => Hit(Get(0))).ToList();

        Assert.Contains(true, attempts);
        Assert.Contains(false, attempts);
    }

    [Fact]
    public void Several_rules_add_up()
    {
        _script.Add(new(new FaultAction.ReplaceETag(), new FaultAction.Trickle(5)));
        _script.Add(new(new FaultAction.Stall(AfterBodyBytes: 3)));

        var plan = _script.Plan(Get(0));

        Assert.NotNull(plan.ETag);
        Assert.Equal(5, plan.BytesPerSecond);
        Assert.Equal(new BodyCut(BodyCutKind.Stall, 3), plan.Cut);
    }

    [Fact]
    public void A_rule_taken_back_hits_no_more()
    {
        var fault = _script.Add(new(new FaultAction.IgnoreRange()));
        Assert.True(Hit(Get(0)));

        fault.Dispose();

        Assert.False(Hit(Get(0)));
    }

    [Fact]
    public void Rules_that_cannot_work_are_refused()
    {
        Assert.Throws<ArgumentException>(() => _script.Add(new FaultRule()));
        Assert.Throws<ArgumentException>(() => _script.Add(new(new FaultAction.IgnoreRange()) { Probability = 1.5 }));
        Assert.Throws<ArgumentException>(() => _script.Add(new(new FaultAction.IgnoreRange()) { Skip = -1 }));
    }

    private static FaultSubject Get(long start) => new("GET", "bucket", "key", true, new ByteSpan(start, start + 10));

    private bool Hit(FaultSubject request, FaultScript? script = null) => (script ?? _script).Plan(request).IgnoresRange;
}
