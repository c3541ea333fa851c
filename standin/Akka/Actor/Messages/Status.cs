namespace Akka.Actor;

/// <summary>An outcome as a message.</summary>
public abstract class Status
{
    private Status()
    {
    }

    /// <summary>It worked.</summary>
    public sealed class Success(object status) : Status
    {
        public static readonly Success Instance = new(true);

        /// <summary>What came out.</summary>
        public readonly object Status = status;

        public override string ToString() => $"Success: {Status}";
    }

    /// <summary>It failed; as a reply, it makes an Ask throw <see cref="Cause"/>.</summary>
    public sealed class Failure : Status
    {
        /// <summary>What went wrong.</summary>
        public readonly Exception Cause;

        /// <summary>What the sender wants to add.</summary>
        public readonly object State;

        public Failure(Exception cause)
        {
            Cause = cause;
        }

        public Failure(Exception cause, object state)
        {
            Cause = cause;
            State = state;
        }

        public override string ToString() => $"Failure: {Cause?.ToString() ?? "no cause"}{(State is null ? "" : $" ({State})")}";
    }
}
