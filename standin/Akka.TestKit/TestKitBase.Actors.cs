using System.Linq.Expressions;
using Akka.Actor;
using Akka.TestKit.Internal;

namespace Akka.TestKit;

public abstract partial class TestKitBase
{
    /// <summary>Makes an actor under <c>/user</c>.</summary>
    public IActorRef ActorOf(Props props) => Sys.ActorOf(props);

    /// <inheritdoc cref="ActorOf(Props)"/>
    public IActorRef ActorOf(Props props, string name) => Sys.ActorOf(props, name);

    /// <inheritdoc cref="ActorOf(Props)"/>
    public IActorRef ActorOf<TActor>()
        where TActor : ActorBase, new() => Sys.ActorOf(Props.Create<TActor>());

    /// <inheritdoc cref="ActorOf(Props)"/>
    public IActorRef ActorOf<TActor>(string name)
        where TActor : ActorBase, new() => Sys.ActorOf(Props.Create<TActor>(), name);

    /// <inheritdoc cref="ActorOf(Props)"/>
    public IActorRef ActorOf<TActor>(Expression<Func<TActor>> factory)
        where TActor : ActorBase => Sys.ActorOf(Props.Create(factory));

    /// <inheritdoc cref="ActorOf(Props)"/>
    public IActorRef ActorOf<TActor>(Expression<Func<TActor>> factory, string name)
        where TActor : ActorBase => Sys.ActorOf(Props.Create(factory), name);

    public ActorSelection ActorSelection(ActorPath actorPath) => Sys.ActorSelection(actorPath);

    public ActorSelection ActorSelection(string actorPath) => Sys.ActorSelection(actorPath);

    /// <summary>Selects relative to another actor.</summary>
    public ActorSelection ActorSelection(IActorRef anchorRef, string actorPath) => Sys.ActorSelection(anchorRef, actorPath);

    /// <summary>Makes an actor whose parent is the test actor.</summary>
    public IActorRef ChildActorOf(Props props, CancellationToken cancellationToken = default) =>
        ChildActorOf(props, null, cancellationToken);

    /// <inheritdoc cref="ChildActorOf(Props, CancellationToken)"/>
    public IActorRef ChildActorOf(Props props, string name, CancellationToken cancellationToken = default)
    {
        TestActor.Tell(new TestActorCommands.Spawn(props, name));
        return ExpectMsg<IActorRef>(cancellationToken: cancellationToken);
    }

    /// <summary>Has the test actor watch an actor; its watch stands when this returns.</summary>
    public IActorRef Watch(IActorRef actorToWatch) => WatchAsync(actorToWatch).GetAwaiter().GetResult();

    /// <inheritdoc cref="Watch"/>
    public Task<IActorRef> WatchAsync(IActorRef actorToWatch) => Order(new TestActorCommands.Watch(actorToWatch), actorToWatch);

    /// <summary>Ends a watch; no <see cref="Terminated"/> comes once this has returned.</summary>
    public IActorRef Unwatch(IActorRef actorToUnwatch) => UnwatchAsync(actorToUnwatch).GetAwaiter().GetResult();

    /// <inheritdoc cref="Unwatch"/>
    public Task<IActorRef> UnwatchAsync(IActorRef actorToUnwatch) => Order(new TestActorCommands.Unwatch(actorToUnwatch), actorToUnwatch);

    /// <summary>Has the test actor drop messages from now on.</summary>
    public void IgnoreMessages(Func<object, bool> shouldIgnoreMessage) =>
        TestActor.Tell(new TestActorCommands.SetIgnore(shouldIgnoreMessage));

    /// <inheritdoc cref="IgnoreMessages(Func{object, bool})"/>
    public void IgnoreMessages<TMsg>(Func<TMsg, bool> shouldIgnoreMessage) =>
        IgnoreMessages(message => message is TMsg typed && shouldIgnoreMessage(typed));

    /// <inheritdoc cref="IgnoreMessages(Func{object, bool})"/>
    public void IgnoreMessages<TMsg>() => IgnoreMessages(static message => message is TMsg);

    /// <summary>Ends <see cref="IgnoreMessages(Func{object, bool})"/>.</summary>
    public void IgnoreNoMessages() => TestActor.Tell(new TestActorCommands.SetIgnore(null));

    /// <summary>Has the test actor act on messages by itself. It keeps them for the test as well.</summary>
    public void SetAutoPilot(AutoPilot pilot) => TestActor.Tell(new TestActorCommands.SetAutoPilot(pilot));

    private async Task<IActorRef> Order(object command, IActorRef subject)
    {
        await TestActor.Ask(command, RemainingOrDefault).ConfigureAwait(false);
        return subject;
    }
}
