using Akka.Actor;

namespace Akka.TestKit.Internal;

/// <summary>The actor behind a test kit or probe: keeps what it receives for the test to take.</summary>
internal sealed class InternalTestActor(TestActorMailbox received) : UntypedActor
{
    private Func<object, bool> _ignore;
    private AutoPilot _autoPilot = AutoPilot.NoAutoPilot;

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case TestActorCommands.SetIgnore command:
                _ignore = command.Ignore;
                break;
            case TestActorCommands.SetAutoPilot command:
                _autoPilot = command.AutoPilot ?? AutoPilot.NoAutoPilot;
                break;
            case TestActorCommands.Watch command:
                Context.Watch(command.Actor);
                Sender.Tell(Done.Instance);
                break;
            case TestActorCommands.Unwatch command:
                Context.Unwatch(command.Actor);
                Sender.Tell(Done.Instance);
                break;
            case TestActorCommands.Spawn command:
                received.Add(new RealMessageEnvelope(Context.ActorOf(command.Props, command.Name), Self));
                break;
            default:
                Keep(message);
                break;
        }
    }

    private void Keep(object message)
    {
        var next = _autoPilot.Run(Sender, message);
        if (next is not KeepRunning) _autoPilot = next;
        if (_ignore is null || !_ignore(message)) received.Add(new RealMessageEnvelope(message, Sender));
    }
}
