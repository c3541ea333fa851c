namespace Akka.Actor;

/// <summary>Marks messages that do not put off a <see cref="ReceiveTimeout"/>.</summary>
public interface INotInfluenceReceiveTimeout;
