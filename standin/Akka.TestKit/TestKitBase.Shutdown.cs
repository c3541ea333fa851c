using Akka.Actor;
using Akka.Actor.Internal;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    private static readonly TimeSpan ShutdownTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestShutdownTime = TimeSpan.FromSeconds(10);

    /// <summary>Terminates the system under test and waits for it: 5 seconds, dilated to 10 at most, unless told otherwise.</summary>
    /// <exception cref="TimeoutException">It did not terminate in time, and <paramref name="verifySystemShutdown"/> is set.</exception>
    public virtual void Shutdown(TimeSpan? duration = null, bool verifySystemShutdown = false) =>
        Shutdown(Sys, duration, verifySystemShutdown);

    /// <summary>Terminates a system and waits for it.</summary>
    /// <exception cref="TimeoutException">It did not terminate in time, and <paramref name="verifySystemShutdown"/> is set.</exception>
    protected virtual void Shutdown(ActorSystem system, TimeSpan? duration = null, bool verifySystemShutdown = false)
    {
        system ??= Sys;
        var time = duration ?? Dilated(ShutdownTime).Min(LongestShutdownTime);
        // This thread goes to another test, whose messages must not come from this one's actor.
        if (InternalCurrentActorCellKeeper.Current?.System == system) InternalCurrentActorCellKeeper.Current = null;
        if (system.Terminate().Wait(time)) return;

        ((ExtendedActorSystem)system).Guardian.Stop();
        string failure = $"Failed to stop [{system.Name}] within [{time}]. The actor system is stopped by force.";
        if (verifySystemShutdown) throw new TimeoutException(failure);
        Akka.Event.LoggingExtensions.Warning(system.Log, failure);
    }
}
