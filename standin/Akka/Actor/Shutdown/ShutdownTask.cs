namespace Akka.Actor;

/// <summary>Something to do in a phase of the coordinated shutdown.</summary>
internal sealed class ShutdownTask(string name, Func<Task<Done>> run)
{
    public string Name { get; } = name;

    public Func<Task<Done>> Run { get; } = run;
}
