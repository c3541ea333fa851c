namespace ActorDownloader.Planning;

public class IndexRangesSpecs
{
    [Fact]
    public void Indices_are_taken_in_ascending_order_each_once()
    {
        var ranges = IndexRanges.Of(5, 8).Union(IndexRanges.Of(1, 3)).Union(IndexRanges.Of(9, 10));
        var taken = new List<int>();
        while (!ranges.IsEmpty)
        {
            (var index, ranges) = ranges.TakeFirst();
            taken.Add(index);
        }

        Assert.Equal([1, 2, 5, 6, 7, 9], taken);
    }

    [Fact]
    public void The_cost_is_the_number_of_gaps() => Assert.Single(IndexRanges.Of(0, 1_000_000).Runs);

    [Fact]
    public void Nothing_cannot_be_taken_from()
    {
        Assert.True(IndexRanges.Of(3, 3).IsEmpty);
        Assert.Throws<InvalidOperationException>(() => IndexRanges.Empty.TakeFirst());
    }
}
