namespace Akka.Actor;

/// <summary>The scheduler has been stopped.</summary>
public sealed class SchedulerException : AkkaException
{
    public SchedulerException(string message)
        : base(message)
    {
    }
}
