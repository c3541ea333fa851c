using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>
/// An actor that declares handlers by message type, in its constructor or in a method given to <c>Become</c>. The first handler whose type
/// and predicate fit is called; a message that none fits is unhandled.
/// </summary>
public abstract class ReceiveActor : UntypedActor
{
    // The handlers being declared; the outermost are those of the constructor.
    private readonly Stack<ReceiveHandlers> _declaring = new();
    private ReceiveHandlers _initial;

    protected ReceiveActor()
    {
        _declaring.Push(new ReceiveHandlers());
    }

    internal void FinishConstruction() => _initial = _declaring.Pop();

    protected sealed override void OnReceive(object message) => Handle(message, _initial);

    /// <summary>Replaces the behaviour by the handlers that <paramref name="configure"/> declares.</summary>
    protected void Become(Action configure)
    {
        var handlers = Declare(configure);
        Become(message => Handle(message, handlers));
    }

    /// <summary>Puts the handlers that <paramref name="configure"/> declares on top of the present behaviour.</summary>
    protected void BecomeStacked(Action configure)
    {
        var handlers = Declare(configure);
        BecomeStacked(message => Handle(message, handlers));
    }

    protected void Receive<T>(Action<T> handler, Predicate<T> shouldHandle = null) =>
        Declaring().Add(handler, shouldHandle);

    protected void Receive<T>(Predicate<T> shouldHandle, Action<T> handler) => Receive(handler, shouldHandle);

    /// <summary>Declares a handler that says itself whether it has handled the message.</summary>
    protected void Receive<T>(Func<T, bool> handler) => Declaring().Add(handler);

    protected void Receive(Type messageType, Action<object> handler, Predicate<object> shouldHandle = null) =>
        Declaring().Add(messageType, handler, shouldHandle);

    protected void Receive(Type messageType, Predicate<object> shouldHandle, Action<object> handler) =>
        Receive(messageType, handler, shouldHandle);

    protected void Receive(Type messageType, Func<object, bool> handler) => Declaring().Add(messageType, handler);

    /// <summary>Declares the last handler, of all messages.</summary>
    protected void ReceiveAny(Action<object> handler) => Declaring().Add(handler, null);

    /// <summary>
    /// Declares an asynchronous handler. The actor handles no other message until it has completed; what follows an await runs in the
    /// actor.
    /// </summary>
    protected void ReceiveAsync<T>(Func<T, Task> handler, Predicate<T> shouldHandle = null) =>
        Receive(Asynchronous(handler), shouldHandle);

    protected void ReceiveAsync<T>(Predicate<T> shouldHandle, Func<T, Task> handler) => ReceiveAsync(handler, shouldHandle);

    protected void ReceiveAsync(Type messageType, Func<object, Task> handler, Predicate<object> shouldHandle = null) =>
        Receive(messageType, Asynchronous(handler), shouldHandle);

    protected void ReceiveAsync(Type messageType, Predicate<object> shouldHandle, Func<object, Task> handler) =>
        ReceiveAsync(messageType, handler, shouldHandle);

    protected void ReceiveAnyAsync(Func<object, Task> handler) => ReceiveAny(Asynchronous(handler));

    private static Action<T> Asynchronous<T>(Func<T, Task> handler) =>
        message => ActorTaskScheduler.RunTask(() => handler(message));

    private void Handle(object message, ReceiveHandlers handlers)
    {
        if (!handlers.TryHandle(message))
            Unhandled(message);
    }

    private ReceiveHandlers Declare(Action configure)
    {
        _declaring.Push(new ReceiveHandlers());
        try
        {
            configure();
            return _declaring.Peek();
        }
        finally
        {
            _declaring.Pop();
        }
    }

    private ReceiveHandlers Declaring() => _declaring.TryPeek(out var handlers)
        ? handlers
        : throw new InvalidOperationException("You may only call Receive-methods when constructing the actor and inside Become().");
}
