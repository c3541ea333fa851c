namespace Akka.Actor;

/// <summary>A phase of the coordinated shutdown.</summary>
/// <param name="DependsOn">The phases that come before it.</param>
/// <param name="Timeout">How long it may take.</param>
/// <param name="Recover">Whether later phases run although it failed or took too long.</param>
internal sealed record ShutdownPhase(IReadOnlyList<string> DependsOn, TimeSpan Timeout, bool Recover)
{
    /// <summary>One that is only depended on.</summary>
    public static readonly ShutdownPhase Undefined = new([], TimeSpan.FromSeconds(5), Recover: true);
}
