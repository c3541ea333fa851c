using Akka.Actor.Internal;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>A reference to an actor of this process.</summary>
public class LocalActorRef : ActorRefWithCell
{
    internal LocalActorRef(ActorSystemImpl system, Props props, IInternalActorRef supervisor, ActorPath path)
    {
        Path = path;
        Cell = new ActorCell(system, this, props, supervisor);
    }

    internal ActorCell Cell { get; }

    public override ActorPath Path { get; }

    public override IActorRefProvider Provider => Cell.SystemImpl.Provider;

    public override IInternalActorRef Parent => Cell.Parent;

    public override bool IsLocal => true;

    public override IEnumerable<IActorRef> Children => Cell.GetChildren();

    public override IInternalActorRef GetSingleChild(string name) => Cell.GetSingleChild(name);

    public override IActorRef GetChild(IReadOnlyList<string> name)
    {
        IInternalActorRef current = this;
        for (var i = 0; i < name.Count; i++)
        {
            var element = name[i];
            if (string.IsNullOrEmpty(element))
                continue;
            if (current is not ActorRefWithCell withCell)
                return current.GetChild([.. name.Skip(i)]);
            current = element == ".." ? withCell.Parent : withCell.GetSingleChild(element);
            if (current.IsNobody())
                return ActorRefs.Nobody;
        }
        return current;
    }

    public override void Start() => Cell.Start();

    public override void Stop() => SendSystemMessage(new Terminate());

    public override void Suspend() => SendSystemMessage(new Suspend());

    public override void Resume(Exception causedByFailure = null) => SendSystemMessage(new Resume(causedByFailure));

    public override void Restart(Exception cause) => SendSystemMessage(new Recreate(cause));

    public override void SendSystemMessage(ISystemMessage message) => Cell.Mailbox.Post((SystemMessage)message);

    protected override void TellInternal(object message, IActorRef sender) => Cell.Send(message, sender);
}
