namespace ActorDownloader.Transfers;

/// <summary>Where a transfer is. The last three are final: nothing leads out of them.</summary>
internal enum TransferPhase
{
    /// <summary>The request is being signed, then the temporary file made.</summary>
    Preparing,

    /// <summary>Chunks are with the workers.</summary>
    Running,

    /// <summary>All bytes are there; the file is being read to compare its checksum.</summary>
    Verifying,

    /// <summary>All bytes are there and proven; the file is being put in its place.</summary>
    Publishing,

    /// <summary>It has failed or was cancelled; what was written is being removed, or let go of.</summary>
    Discarding,

    /// <summary>The file stands under its name.</summary>
    Completed,

    /// <summary>It failed and left nothing behind, or what a later run can go on from.</summary>
    Failed,

    /// <summary>It was cancelled and left nothing behind, or what a later run can go on from.</summary>
    Cancelled,
}
