namespace Akka.Actor;

/// <summary>Messages an actor has put aside. For the running actor alone.</summary>
public interface IStash
{
    int Count { get; }

    bool IsEmpty { get; }

    bool NonEmpty { get; }

    /// <summary>Whether the capacity is reached; an unbounded stash never is.</summary>
    bool IsFull { get; }

    /// <summary>-1 for an unbounded stash.</summary>
    int Capacity { get; }

    /// <summary>Puts the message being handled aside.</summary>
    /// <exception cref="IllegalActorStateException">It has been put aside already.</exception>
    void Stash();

    /// <summary>Returns the oldest message to the front of the mailbox.</summary>
    void Unstash();

    /// <summary>Returns all messages to the front of the mailbox, in the order in which they were put aside.</summary>
    void UnstashAll();

    /// <summary>As <see cref="UnstashAll()"/>, with the messages that fit; the others are dropped.</summary>
    void UnstashAll(Func<Envelope, bool> predicate);

    /// <summary>Empties the stash without delivering, and returns what was in it.</summary>
    IEnumerable<Envelope> ClearStash();

    /// <summary>Puts messages before those in the stash.</summary>
    void Prepend(IEnumerable<Envelope> envelopes);
}
