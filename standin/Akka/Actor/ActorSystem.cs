using Akka.Actor.Internal;
using Akka.Configuration;
using Akka.Event;

namespace Akka.Actor;

/// <summary>
/// A tree of actors with their configuration, scheduler, event stream and, if the configuration says so, connections to other systems.
/// Thread-safe. Lives until it is terminated.
/// </summary>
public abstract class ActorSystem : IActorRefFactory, IDisposable
{
    private protected ActorSystem()
    {
    }

    public abstract string Name { get; }

    public abstract Settings Settings { get; }

    public abstract Serialization.Serialization Serialization { get; }

    /// <summary>Where actors meet by the type of messages; also carries log events and dead letters.</summary>
    public abstract EventStream EventStream { get; }

    public abstract IActorRef DeadLetters { get; }

    public abstract IScheduler Scheduler { get; }

    public abstract ILoggingAdapter Log { get; }

    /// <summary>Completes when all actors have stopped and the callbacks of <see cref="RegisterOnTermination"/> have run.</summary>
    public abstract Task WhenTerminated { get; }

    /// <summary>Makes and starts a system.</summary>
    /// <exception cref="ArgumentException">The name has other characters than letters, digits and inner hyphens.</exception>
    /// <exception cref="ConfigurationException">A setting is wrong.</exception>
    public static ActorSystem Create(string name, Config config)
    {
        var system = new ActorSystemImpl(name, config);
        system.Start();
        return system;
    }

    /// <summary>Makes and starts a system with default settings.</summary>
    public static ActorSystem Create(string name) => Create(name, ConfigurationFactory.Empty);

    /// <summary>Makes an actor under <c>/user</c>.</summary>
    public abstract IActorRef ActorOf(Props props, string name = null);

    public abstract ActorSelection ActorSelection(ActorPath actorPath);

    public abstract ActorSelection ActorSelection(string actorPath);

    /// <summary>Stops an actor after the message it is handling.</summary>
    public abstract void Stop(IActorRef actor);

    /// <summary>
    /// Runs the coordinated shutdown, which stops all actors. The task is <see cref="WhenTerminated"/>, or the shutdown's.
    /// </summary>
    public abstract Task Terminate();

    /// <summary>Runs a callback when all actors have stopped, before <see cref="WhenTerminated"/> completes; the latest first.</summary>
    /// <exception cref="InvalidOperationException">The system has terminated.</exception>
    public abstract void RegisterOnTermination(Action code);

    /// <summary>The extension, made now if it is not there.</summary>
    public abstract object RegisterExtension(IExtensionId extension);

    public abstract object GetExtension(IExtensionId extensionId);

    public abstract T GetExtension<T>()
        where T : class, IExtension;

    public abstract bool HasExtension(Type type);

    public abstract bool HasExtension<T>()
        where T : class, IExtension;

    public abstract bool TryGetExtension(Type extensionType, out object extension);

    public abstract bool TryGetExtension<T>(out T extension)
        where T : class, IExtension;

    /// <summary>Starts to terminate.</summary>
    public void Dispose()
    {
        Terminate();
        GC.SuppressFinalize(this);
    }

    /// <summary>Stops all actors, whatever the coordinated shutdown has to say.</summary>
    internal abstract Task FinalTerminate();
}
