using Akka.Actor;

namespace Akka.Event;

/// <summary>A logger that is no actor: it runs on the thread that logs, before the loggers are there and after they are gone.</summary>
public abstract class MinimalLogger : MinimalActorRef
{
    protected MinimalLogger()
    {
    }

    public sealed override ActorPath Path { get; } = new RootActorPath(Address.AllSystems, "/StandardOutLogger");

    public sealed override IActorRefProvider Provider => throw new NotSupportedException("This logger does not provide.");

    protected sealed override void TellInternal(object message, IActorRef sender)
    {
        ArgumentNullException.ThrowIfNull(message);
        try
        {
            Log(message);
        }
        catch (Exception)
        {
            // A logger that fails must not fail what is logged: there is nowhere left to say so.
        }
    }

    protected abstract void Log(object message);
}
