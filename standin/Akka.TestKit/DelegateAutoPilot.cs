using Akka.Actor;

namespace Akka.TestKit;

/// <summary>An auto pilot that is one function.</summary>
public sealed class DelegateAutoPilot(AutoPilotDelegate autoPilotDelegate) : AutoPilot
{
    public override AutoPilot Run(IActorRef sender, object message) => autoPilotDelegate(sender, message);
}
