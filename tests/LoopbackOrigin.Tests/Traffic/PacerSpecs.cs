namespace ActorDownloader.LoopbackOrigin.Traffic;

public sealed class PacerSpecs
{
    private readonly Pacer _pacer = new();

    [Fact]
    public void Amounts_beyond_the_burst_wait_their_turn()
    {
        Assert.Equal(TimeSpan.Zero, Take(10, at: 0));
        Assert.Equal(TimeSpan.FromSeconds(1), Take(10, at: 0));
        Assert.Equal(TimeSpan.FromSeconds(2), Take(10, at: 0));
        Assert.Equal(TimeSpan.FromSeconds(1.5), Take(10, at: 1.5));
    }

    [Fact]
    public void A_pause_earns_no_more_than_the_burst()
    {
        Take(10, at: 0);

        Assert.Equal(TimeSpan.Zero, Take(10, at: 100));
        Assert.Equal(TimeSpan.FromSeconds(1), Take(10, at: 100));
    }

    [Fact]
    public void A_refused_amount_costs_nothing()
    {
        Assert.True(TryTake(10, at: 0));
        Assert.False(TryTake(10, at: 0.5));
        Assert.False(TryTake(10, at: 0.9));
        Assert.True(TryTake(10, at: 1));
    }

    private TimeSpan Take(double amount, double at) => _pacer.Take(amount, 10, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(at));

    private bool TryTake(double amount, double at) => _pacer.TryTake(amount, 10, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(at));
}
