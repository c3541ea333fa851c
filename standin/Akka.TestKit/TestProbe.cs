using Akka.Actor;
using Akka.Dispatch.SysMsg;

namespace Akka.TestKit;

/// <summary>
/// A test actor of its own with expectations of its own. It stands for its actor wherever a reference is asked for, and does not become the
/// sender of what the test tells.
/// </summary>
public class TestProbe : TestKitBase, INoImplicitSender, IInternalActorRef
{
    /// <summary>Makes a probe for a system; tests call <see cref="TestKitBase.CreateTestProbe(string)"/>.</summary>
    public TestProbe(ActorSystem system, ITestKitAssertions assertions, string testProbeName = null)
        : base(assertions, system, testProbeName)
    {
    }

    /// <summary>The probe's actor.</summary>
    public IActorRef Ref => TestActor;

    /// <summary>Sender of the message taken last.</summary>
    public IActorRef Sender => LastSender;

    ActorPath IActorRef.Path => TestActor.Path;

    bool IActorRefScope.IsLocal => Actor.IsLocal;

    IInternalActorRef IInternalActorRef.Parent => Actor.Parent;

    IActorRefProvider IInternalActorRef.Provider => Actor.Provider;

    private IInternalActorRef Actor => (IInternalActorRef)TestActor;

    /// <summary>Tells from the probe.</summary>
    public void Send(IActorRef actor, object message) => actor.Tell(message, TestActor);

    /// <summary>Tells on behalf of the sender of the message taken last.</summary>
    public void Forward(IActorRef actor, object message) => actor.Tell(message, Sender);

    /// <summary>Passes on the message taken last.</summary>
    public void Forward(IActorRef actor) => actor.Tell(LastMessage, Sender);

    /// <summary>Answers the message taken last.</summary>
    public void Reply(object message) => Sender.Tell(message, TestActor);

    void ICanTell.Tell(object message, IActorRef sender) => TestActor.Tell(message, sender);

    IActorRef IInternalActorRef.GetChild(IReadOnlyList<string> name) => Actor.GetChild(name);

    void IInternalActorRef.Start() => Actor.Start();

    void IInternalActorRef.Stop() => Actor.Stop();

    void IInternalActorRef.Suspend() => Actor.Suspend();

    void IInternalActorRef.Resume(Exception causedByFailure) => Actor.Resume(causedByFailure);

    void IInternalActorRef.Restart(Exception cause) => Actor.Restart(cause);

    void IInternalActorRef.SendSystemMessage(ISystemMessage message) => Actor.SendSystemMessage(message);

    bool IEquatable<IActorRef>.Equals(IActorRef other) => TestActor.Equals(other);

    int IComparable<IActorRef>.CompareTo(IActorRef other) => TestActor.CompareTo(other);

    public int CompareTo(object obj) => TestActor.CompareTo(obj);

    public override bool Equals(object obj) => TestActor.Equals(obj);

    public override int GetHashCode() => TestActor.GetHashCode();

    public override string ToString() => $"TestProbe({TestActor})";
}
