namespace Akka.Actor;

/// <summary>
/// A reference that waits for one message. It takes its path, <c>/temp/name</c>, and its place in the tree only when somebody asks for
/// the path, which a purely local conversation never does.
/// </summary>
internal abstract class TemporaryActorRef : MinimalActorRef
{
    private readonly Lock _lock = new();
    private ActorPath _path;
    private bool _done;

    internal TemporaryActorRef(IActorRefProvider provider)
    {
        Provider = provider;
    }

    public sealed override IActorRefProvider Provider { get; }

    public sealed override IInternalActorRef Parent => Provider.TempContainer;

    public sealed override ActorPath Path
    {
        get
        {
            lock (_lock)
            {
                if (_path is null)
                {
                    _path = Provider.TempPath();
                    if (!_done)
                        Provider.RegisterTempActor(this, _path);
                }
                return _path;
            }
        }
    }

    /// <summary>Gives up the place in the tree.</summary>
    internal void Release()
    {
        lock (_lock)
        {
            _done = true;
            if (_path is not null)
                Provider.UnregisterTempActor(_path);
        }
    }
}
