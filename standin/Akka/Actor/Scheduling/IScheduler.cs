namespace Akka.Actor;

/// <summary>Does things later. Thread-safe. Stops with the actor system.</summary>
public interface IScheduler : ITellScheduler, ITimeProvider
{
    IAdvancedScheduler Advanced { get; }
}
