namespace ActorDownloader.Transfers;

/// <summary>How far it is known that nobody writes to a transfer's file.</summary>
internal enum WriteFence
{
    /// <summary>Nobody has asked; where each chunk had one worker at a time, nobody needs to.</summary>
    Open,

    /// <summary>All were told to stop, and not all have answered.</summary>
    Closing,

    /// <summary>All have stopped; what two of them may have written is being compared.</summary>
    Rereading,

    /// <summary>Nobody writes, and all is as it came.</summary>
    Closed,

    /// <summary>Somebody did not answer and may write at any time.</summary>
    GivenUp,
}
