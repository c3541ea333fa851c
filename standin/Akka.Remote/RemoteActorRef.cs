using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Remote.Associations;
using Akka.Remote.DeathWatch;
using Akka.Remote.Messages;

namespace Akka.Remote;

/// <summary>A reference to an actor of another system.</summary>
internal sealed class RemoteActorRef : InternalActorRefBase
{
    private readonly RemoteActorRefProvider _provider;
    private readonly Association _association;
    private byte[]? _encodedPath;

    public RemoteActorRef(RemoteActorRefProvider provider, Association association, ActorPath path)
    {
        _provider = provider;
        _association = association;
        Path = path;
    }

    public override ActorPath Path { get; }

    public override IActorRefProvider Provider => _provider;

    public override IInternalActorRef Parent => ActorRefs.Nobody;

    public override bool IsLocal => false;

    /// <summary>The path inside the other system, as it is written to the wire.</summary>
    public ReadOnlySpan<byte> EncodedPath => _encodedPath ??= EncodedPaths.Relative(Path);

    public override IActorRef GetChild(IReadOnlyList<string> name)
    {
        ActorPath path = Path;
        foreach (var element in name)
        {
            path = element switch
            {
                "" or null => path,
                ".." => path.Parent,
                _ => path / element,
            };
        }

        return ReferenceEquals(path, Path) ? this : new RemoteActorRef(_provider, _association, path);
    }

    public override void Start()
    {
    }

    public override void Stop() => SendSystemMessage(new Terminate());

    public override void Suspend() => SendSystemMessage(new Suspend());

    public override void Resume(Exception causedByFailure = null!) => SendSystemMessage(new Resume(causedByFailure));

    public override void Restart(Exception cause) => SendSystemMessage(new Recreate(cause));

    public override void SendSystemMessage(ISystemMessage message)
    {
        switch (message)
        {
            case Watch watch when IsForRemoteWatcher(watch.Watchee, watch.Watcher):
                _provider.RemoteWatcher.Tell(new WatchRemote(watch.Watchee, watch.Watcher), ActorRefs.NoSender);
                break;
            case Unwatch unwatch when IsForRemoteWatcher(unwatch.Watchee, unwatch.Watcher):
                _provider.RemoteWatcher.Tell(new UnwatchRemote(unwatch.Watchee, unwatch.Watcher), ActorRefs.NoSender);
                break;
            default:
                _association.Send(new Outbound(message, null, this));
                break;
        }
    }

    protected override void TellInternal(object message, IActorRef sender)
    {
        if (message is null)
        {
            throw new InvalidMessageException("Message is null.");
        }

        _association.Send(new Outbound(message, sender, this));
    }

    // The remote watcher watches on behalf of everybody here; only its own watches leave this system.
    private bool IsForRemoteWatcher(IInternalActorRef watchee, IInternalActorRef watcher) =>
        watchee.Equals(this) && !watcher.Equals(_provider.RemoteWatcher);
}
