namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>What a fetch is doing, and so whom it waits for.</summary>
internal enum FetchPhase
{
    /// <summary>Opening the temporary file.</summary>
    Opening = 0,

    /// <summary>Connecting, sending the request, waiting for the answer's headers.</summary>
    Requesting = 1,

    /// <summary>Waiting for the body's bytes.</summary>
    Receiving = 2,

    /// <summary>Handing bytes to the operating system.</summary>
    Writing = 3,
}
