using Akka.Event;

namespace Akka.Remote;

/// <summary>Something that happened to remoting, published on the <see cref="EventStream"/> of the actor system and logged.</summary>
public abstract class RemotingLifecycleEvent
{
    /// <summary>How serious it is; decides whether <c>akka.remote.log-remote-lifecycle-events</c> lets it into the log.</summary>
    public abstract LogLevel LogLevel();
}
