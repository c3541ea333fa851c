using System.Linq.Expressions;

namespace Akka.Actor;

/// <summary>How to construct an actor: its type, constructor arguments and supervision. Immutable; used again for every restart.</summary>
public sealed class Props
{
    /// <summary>No props.</summary>
    public static readonly Props None;

    internal static readonly Props OfTerminated = new(
        typeof(EmptyActor),
        () => throw new InvalidOperationException("This actor has been terminated"),
        arguments: [],
        supervisorStrategy: null);

    private readonly Func<ActorBase> _create;

    private Props(Type type, Func<ActorBase> create, object[] arguments, SupervisorStrategy supervisorStrategy)
    {
        Type = type;
        Arguments = arguments;
        SupervisorStrategy = supervisorStrategy;
        _create = create;
    }

    /// <summary>An actor that handles nothing.</summary>
    public static Props Empty { get; } = Create<EmptyActor>();

    /// <summary>Class of the actor.</summary>
    public Type Type { get; }

    /// <summary>Arguments of its constructor.</summary>
    public object[] Arguments { get; }

    /// <summary>How the actor supervises its children; null leaves it to the actor.</summary>
    public SupervisorStrategy SupervisorStrategy { get; }

    /// <summary>
    /// Whether the actor runs on the threads of those who send to it: a test actor has what it was told when the telling returns.
    /// </summary>
    internal bool RunsOnCallingThread { get; private init; }

    /// <summary>
    /// An actor from an expression of the form <c>() => new TActor(arguments)</c>. The arguments are evaluated here and now, once.
    /// </summary>
    /// <exception cref="ArgumentException">The expression has another form.</exception>
    public static Props Create<TActor>(Expression<Func<TActor>> factory, SupervisorStrategy supervisorStrategy = null)
        where TActor : ActorBase
    {
        ArgumentNullException.ThrowIfNull(factory);
        if (factory.Body is not NewExpression construction)
            throw new ArgumentException("The create function must be a 'new T (args)' expression", nameof(factory));
        var arguments = construction.Arguments.Select(ArgumentExpression.Evaluate).ToArray();
        return Create<TActor>(arguments).WithSupervisorStrategy(supervisorStrategy);
    }

    /// <summary>An actor of that class, from constructor arguments.</summary>
    public static Props Create<TActor>(params object[] args)
        where TActor : ActorBase => new(typeof(TActor), () => Construct(typeof(TActor), args ?? []), args ?? [], supervisorStrategy: null);

    /// <summary>An actor with a constructor without parameters.</summary>
    public static Props Create<TActor>(SupervisorStrategy supervisorStrategy)
        where TActor : ActorBase, new() =>
        new(typeof(TActor), static () => new TActor(), [], supervisorStrategy);

    /// <summary>An actor of that class, from constructor arguments.</summary>
    /// <exception cref="ArgumentException">The class is not an actor's.</exception>
    public static Props Create(Type type, params object[] args)
    {
        ArgumentNullException.ThrowIfNull(type);
        if (!typeof(ActorBase).IsAssignableFrom(type))
            throw new ArgumentException($"Props.Create type {type} must inherit from {typeof(ActorBase)}", nameof(type));
        args ??= [];
        return new Props(type, () => Construct(type, args), args, supervisorStrategy: null);
    }

    /// <summary>The same actor, supervising its children so. Null leaves it to the actor.</summary>
    public Props WithSupervisorStrategy(SupervisorStrategy supervisorStrategy) =>
        new(Type, _create, Arguments, supervisorStrategy) { RunsOnCallingThread = RunsOnCallingThread };

    /// <summary>The same actor, on the threads of those who send to it.</summary>
    internal Props OnCallingThread() => new(Type, _create, Arguments, SupervisorStrategy) { RunsOnCallingThread = true };

    /// <summary>Constructs the actor object; for the actor system.</summary>
    internal ActorBase NewActor() => _create();

    private static ActorBase Construct(Type type, object[] arguments)
    {
        try
        {
            return (ActorBase)(arguments.Length == 0 ? Activator.CreateInstance(type) : Activator.CreateInstance(type, arguments));
        }
        catch (Exception cause)
        {
            throw new TypeLoadException(
                $"Error while creating actor instance of type {type} with ({arguments.Length}) args: ({string.Join(',', arguments)})",
                cause);
        }
    }

    internal sealed class EmptyActor : ActorBase
    {
        protected override bool Receive(object message) => false;
    }
}
