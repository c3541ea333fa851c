namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>Why a fetch was told to stop.</summary>
internal enum StopReason
{
    /// <summary>It was not.</summary>
    None = 0,

    /// <summary>The coordinator took the lease back, or the worker ends.</summary>
    Withdrawn = 1,

    /// <summary>No headers within the first-byte timeout.</summary>
    FirstByteTimeout = 2,

    /// <summary>The body came slower than the floor for the whole of the stall timeout.</summary>
    Stalled = 3,

    /// <summary>
    /// The process stood still for longer than the lease's silence: the coordinator must take it for lost, and so must we.
    /// </summary>
    Lapsed = 4,
}
