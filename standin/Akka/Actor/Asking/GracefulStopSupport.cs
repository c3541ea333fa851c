using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>Stopping an actor and awaiting its end.</summary>
public static class GracefulStopSupport
{
    /// <summary>Sends <see cref="PoisonPill"/>; true when the actor has terminated, false when it has not within the timeout.</summary>
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) => target.GracefulStop(timeout, PoisonPill.Instance);

    /// <summary>Sends a message that makes the actor stop; true when it has terminated, false when it has not within the timeout.</summary>
    /// <exception cref="InvalidOperationException">The reference cannot be watched.</exception>
    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        var watchee = target as IInternalActorRef
            ?? throw new InvalidOperationException($"{target} is not an {typeof(IInternalActorRef)} and cannot be death-watched");
        var watcher = new TerminationActorRef(watchee.Provider);
        watchee.SendSystemMessage(new Watch(watchee, watcher));
        target.Tell(stopMessage, ActorRefs.NoSender);
        try
        {
            var limit = timeout > TimeSpan.Zero ? timeout : Timeout.InfiniteTimeSpan;
            var terminated = await watcher.Terminated.WaitAsync(limit).ConfigureAwait(false);
            return terminated.Path.Equals(target.Path);
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            watchee.SendSystemMessage(new Unwatch(watchee, watcher));
            watcher.Release();
        }
    }
}
