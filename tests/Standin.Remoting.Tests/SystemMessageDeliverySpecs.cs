using Akka.Remote.Associations;

namespace Standin.Remoting.Tests;

public class SystemMessageDeliverySpecs
{
    [Fact]
    public void Sent_again_after_a_lost_connection_everything_arrives_once_and_in_order()
    {
        var random = new Random(3);
        for (var round = 0; round < 300; round++)
        {
            var outbox = new SystemMessageOutbox(firstSequence: 1);
            var inbox = new SystemMessageInbox();
            var taken = new List<long>();
            var added = new List<long>();
            for (var connection = 0; connection < 6; connection++)
            {
                // What is kept comes first on a new connection; then what is new. The cut comes anywhere, and so do acknowledgements.
                var wire = outbox.Unacknowledged.Select(kept => kept.Sequence).ToList();
                for (var fresh = random.Next(5); fresh > 0; fresh--)
                {
                    var sequence = outbox.Add(default);
                    added.Add(sequence);
                    wire.Add(sequence);
                }

                var arrived = connection == 5 ? wire.Count : random.Next(wire.Count + 1);
                taken.AddRange(wire.Take(arrived).Where(sequence => inbox.Accept(uid: 7, sequence)));
                if (random.Next(2) == 0)
                {
                    outbox.Acknowledge(inbox.LastOf(7));
                }
            }

            Assert.Equal(added, taken);
            outbox.Acknowledge(inbox.LastOf(7));
            Assert.Equal(0, outbox.Count);
        }
    }

    [Fact]
    public void Another_incarnation_starts_afresh()
    {
        var inbox = new SystemMessageInbox();
        Assert.True(inbox.Accept(uid: 1, 100));
        Assert.False(inbox.Accept(uid: 1, 100));
        Assert.True(inbox.Accept(uid: 2, 5));
        Assert.Equal(0, inbox.LastOf(1));
        Assert.Equal(5, inbox.LastOf(2));
    }

    [Fact]
    public void Numbers_are_never_used_twice()
    {
        var outbox = new SystemMessageOutbox(firstSequence: 10);
        Assert.Equal(10, outbox.Add(default));
        Assert.Single(outbox.Remove(static _ => true));
        Assert.Equal(11, outbox.Add(default));
    }
}
