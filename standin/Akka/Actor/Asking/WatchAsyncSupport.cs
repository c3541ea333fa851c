using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>Awaiting the end of an actor from outside of actors.</summary>
public static class WatchAsyncSupport
{
    /// <summary>True when the actor has terminated; cancelled by the token.</summary>
    /// <exception cref="InvalidOperationException">The reference cannot be watched.</exception>
    public static async Task<bool> WatchAsync(this IActorRef target, CancellationToken token = default)
    {
        var watchee = target as IInternalActorRef
            ?? throw new InvalidOperationException($"{target} is not an {typeof(IInternalActorRef)} and cannot be death-watched");
        var watcher = new TerminationActorRef(watchee.Provider);
        watchee.SendSystemMessage(new Watch(watchee, watcher));
        try
        {
            var terminated = await watcher.Terminated.WaitAsync(token).ConfigureAwait(false);
            return terminated.Path.Equals(target.Path);
        }
        finally
        {
            watchee.SendSystemMessage(new Unwatch(watchee, watcher));
            watcher.Release();
        }
    }
}
