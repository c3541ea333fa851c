namespace ActorDownloader.WorkerNode.Leasing;

/// <summary>Where a worker is in its life.</summary>
internal enum WorkerPhase
{
    /// <summary>The coordinator has not answered yet.</summary>
    Joining = 0,

    /// <summary>It takes leases.</summary>
    Working = 1,

    /// <summary>It ends the leases that it holds and takes no more.</summary>
    Draining = 2,

    /// <summary>It has left or given up; nothing matters any more.</summary>
    Gone = 3,
}
