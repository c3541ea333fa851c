using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// Parent of the system's own actors. When the user guardian has stopped, it asks those that registered a
/// <see cref="RegisterTerminationHook"/> to wind up, waits for them, then stops the loggers and itself.
/// </summary>
internal sealed class SystemGuardianActor(IActorRef userGuardian) : ActorBase
{
    private readonly HashSet<IActorRef> _hooks = [];
    private bool _terminating;

    protected override bool Receive(object message)
    {
        switch (message)
        {
            case Terminated terminated when terminated.ActorRef.Equals(userGuardian):
                _terminating = true;
                foreach (var hook in _hooks)
                    hook.Tell(TerminationHook.Instance, Self);
                StopWhenAllHooksAreDone();
                break;
            case Terminated terminated:
                _hooks.Remove(terminated.ActorRef);
                StopWhenAllHooksAreDone();
                break;
            case TerminationHookDone when _terminating:
                _hooks.Remove(Sender);
                StopWhenAllHooksAreDone();
                break;
            case StopChild stop when !_terminating:
                Context.Stop(stop.Child);
                break;
            case RegisterTerminationHook when !_terminating && !Sender.Equals(Context.System.DeadLetters):
                _hooks.Add(Sender);
                Context.Watch(Sender);
                break;
            default:
                Context.System.DeadLetters.Tell(new DeadLetter(message, Sender, Self), Sender);
                break;
        }
        return true;
    }

    protected override void PreRestart(Exception reason, object message)
    {
    }

    private void StopWhenAllHooksAreDone()
    {
        if (!_terminating || _hooks.Count > 0)
            return;
        Context.System.EventStream.StopDefaultLoggers(Context.System);
        Context.Stop(Self);
    }
}
