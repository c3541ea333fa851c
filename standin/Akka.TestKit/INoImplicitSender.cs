namespace Akka.TestKit;

/// <summary>Marks a test whose own test actor is not the sender of what the test tells without naming a sender.</summary>
public interface INoImplicitSender;
