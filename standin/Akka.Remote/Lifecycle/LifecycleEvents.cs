using Akka.Actor;
using Akka.Event;

namespace Akka.Remote;

/// <summary>Publishes what happens to remoting, and logs it from the level of <c>akka.remote.log-remote-lifecycle-events</c> on.</summary>
internal sealed class LifecycleEvents(ActorSystem system, ILoggingAdapter log, LogLevel? logFrom)
{
    public void Publish(RemotingLifecycleEvent happened)
    {
        system.EventStream.Publish(happened);
        if (happened.LogLevel() < logFrom)
        {
            return;
        }

        if (log.IsEnabled(happened.LogLevel()))
        {
            log.Log(happened.LogLevel(), null, happened.ToString());
        }
    }
}
