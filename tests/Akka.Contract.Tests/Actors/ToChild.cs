namespace Akka.Contract.Actors;

/// <summary>To a <see cref="Boss"/>: pass the text on to the child of that name.</summary>
public sealed record ToChild(string Name, string Message);
