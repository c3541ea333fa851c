namespace Akka.Actor;

/// <summary>An actor that has timers.</summary>
public interface IWithTimers
{
    /// <summary>Set by the actor system before the actor's constructor runs.</summary>
    ITimerScheduler Timers { get; set; }
}
