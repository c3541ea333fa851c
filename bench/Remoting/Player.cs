using Akka.Actor;

namespace RemotingBench;

/// <summary>Keeps a number of balls in the air and counts those that return.</summary>
internal sealed class Player : UntypedActor
{
    private readonly Counter _returned;

    public Player(IActorRef partner, int balls, Counter returned)
    {
        _returned = returned;
        for (var ball = 0; ball < balls; ball++)
        {
            partner.Tell(new Ball(ball), Self);
        }
    }

    protected override void OnReceive(object message)
    {
        _returned.Add();
        Sender.Tell(message, Self);
    }

    /// <summary>Counts on one thread at a time, read by another.</summary>
    internal sealed class Counter
    {
        private long _count;

        public long Count => Volatile.Read(ref _count);

        public void Add() => Volatile.Write(ref _count, _count + 1);
    }
}
