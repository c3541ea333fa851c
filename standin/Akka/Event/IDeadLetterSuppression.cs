namespace Akka.Event;

/// <summary>Marks messages whose loss is no news: they become <see cref="SuppressedDeadLetter"/> and are not logged.</summary>
public interface IDeadLetterSuppression;
