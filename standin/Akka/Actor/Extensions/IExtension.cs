namespace Akka.Actor;

/// <summary>Marks what is there once for each actor system.</summary>
public interface IExtension;
