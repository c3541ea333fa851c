namespace ActorDownloader.Transfers;

/// <summary>Whether a transfer that was asked for the current version names, in later requests, the version it met first.</summary>
internal enum VersionPin
{
    /// <summary>There is no version id, or the caller named one.</summary>
    None,

    /// <summary>Later requests name the version that the first answer named.</summary>
    Discovered,

    /// <summary>The origin would not give that version by its id; the ETag alone pins.</summary>
    Dropped,
}
