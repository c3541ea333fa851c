namespace Akka.Dispatch.SysMsg;

/// <summary>Base of all system messages. An instance is sent once, to one actor: the mailbox links instances into its queue.</summary>
public abstract class SystemMessage : ISystemMessage
{
    private protected SystemMessage()
    {
    }

    /// <summary>The message behind this one in the list that holds it.</summary>
    internal SystemMessage Next { get; set; }

    /// <summary>Whether an actor that waits for its children to stop, in order to be recreated, must take it up later.</summary>
    internal virtual bool WaitsForChildren => false;

    /// <summary>Whether a suspended actor must take it up later.</summary>
    internal virtual bool WaitsForResume => false;

    public override string ToString() => $"<{GetType().Name}>";
}
