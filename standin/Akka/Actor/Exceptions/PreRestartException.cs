namespace Akka.Actor;

/// <summary><c>PreRestart</c> failed. It is logged; the restart goes on.</summary>
public class PreRestartException(IActorRef actor, Exception restartException, Exception cause, object optionalMessage)
    : ActorInitializationException(
        actor,
        $"Exception in PreRestart ({cause?.Message})" + (optionalMessage is null ? "" : $" while handling [{optionalMessage}]"),
        restartException)
{
    public Exception RestartException { get; } = restartException;

    public object OptionalMessage { get; } = optionalMessage;
}
