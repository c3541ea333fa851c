using Akka.Configuration;

namespace Akka.Actor;

/// <summary>Makes the strategy of <c>/user</c>; named by <c>akka.actor.guardian-supervisor-strategy</c>.</summary>
public abstract class SupervisorStrategyConfigurator
{
    public abstract SupervisorStrategy Create();

    /// <exception cref="ConfigurationException">There is no such class.</exception>
    public static SupervisorStrategyConfigurator CreateConfigurator(string typeName) => typeName switch
    {
        "Akka.Actor.DefaultSupervisorStrategy" => new DefaultSupervisorStrategy(),
        "Akka.Actor.StoppingSupervisorStrategy" => new StoppingSupervisorStrategy(),
        _ => Type.GetType(typeName) is { } type
            ? (SupervisorStrategyConfigurator)Activator.CreateInstance(type)
            : throw new ConfigurationException($"Could not resolve SupervisorStrategyConfigurator type {typeName}"),
    };
}
