namespace Akka.Actor;

/// <summary>A message on its way along a selection.</summary>
public class ActorSelectionMessage(object message, SelectionPathElement[] elements, bool wildCardFanOut = false)
    : IAutoReceivedMessage, IPossiblyHarmful, IWrappedMessage
{
    public object Message { get; } = message;

    /// <summary>The steps still to go.</summary>
    public SelectionPathElement[] Elements { get; } = elements;

    /// <summary>Whether a pattern has sent copies to several actors, some of which will lead nowhere.</summary>
    public bool WildCardFanOut { get; } = wildCardFanOut;

    public override string ToString() =>
        $"ActorSelectionMessage - Message: {Message} - Elements: {string.Join<SelectionPathElement>('/', Elements)}";
}
