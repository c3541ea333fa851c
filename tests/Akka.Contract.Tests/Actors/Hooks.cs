namespace Akka.Contract.Actors;

/// <summary>What a <see cref="HookedActor"/> does at the turns of its life.</summary>
public sealed class Hooks
{
    public Action Constructor { get; init; } = () => { };

    public Action PreRestart { get; init; } = () => { };

    public Action PostRestart { get; init; } = () => { };

    public Action PostStop { get; init; } = () => { };
}
