using Akka.Actor;

namespace Akka.Event;

/// <summary>How the source of a log event is called.</summary>
internal static class LogSource
{
    public static (string Source, Type Type) Of(object source, ActorSystem system) => source switch
    {
        IActorContext context => (PathOf(context.Self, system), context.Props.Type),
        IActorRef actor => (PathOf(actor, system), actor.GetType()),
        string text => (WithSystem(text, system), typeof(string)),
        Type type => (WithSystem(Logging.SimpleName(type), system), type),
        _ => (WithSystem(Logging.SimpleName(source), system), source.GetType()),
    };

    private static string WithSystem(string name, ActorSystem system) => system is null ? name : $"{name} ({system})";

    private static string PathOf(IActorRef actor, ActorSystem system)
    {
        // A remote system has no address before it listens.
        var address = (system as ExtendedActorSystem)?.Provider.DefaultAddress;
        return address is null ? actor.Path.ToString() : actor.Path.ToStringWithAddress(address);
    }
}
