namespace ActorDownloader;

/// <summary>Why a download failed. Each kind names who can mend it: the request, the origin, the destination or the deployment.</summary>
public enum DownloadErrorKind
{
    /// <summary>A fault in the engine itself. Please report it.</summary>
    Internal = 0,

    /// <summary>The bucket, the key or the version does not exist (404).</summary>
    NotFound = 1,

    /// <summary>The credentials do not allow the request, or are wrong or expired (401, 403).</summary>
    AccessDenied = 2,

    /// <summary>No credentials, region or endpoint could be found to sign the request with.</summary>
    CredentialsUnavailable = 3,

    /// <summary>
    /// The origin refuses the request as it is, for example without the customer's key that the object was stored with (400 and other 4xx).
    /// </summary>
    InvalidRequest = 4,

    /// <summary>
    /// The object was overwritten while it was downloaded, or is not the version that was expected. Nothing of a mixture was kept.
    /// </summary>
    ObjectChanged = 5,

    /// <summary>The object's length is not <see cref="DownloadRequest.ExpectedSize"/>.</summary>
    SizeMismatch = 6,

    /// <summary>The origin kept answering with errors (5xx, SlowDown) until the attempts were used up.</summary>
    OriginUnavailable = 7,

    /// <summary>The origin could not be reached, or connections kept breaking or stalling, until the attempts were used up.</summary>
    ConnectionFailed = 8,

    /// <summary>
    /// The origin kept giving answers that do not fit the question, such as the wrong range, until the attempts were used up.
    /// </summary>
    InvalidAnswer = 9,

    /// <summary>The bytes are not those that the origin's checksum was made from.</summary>
    ChecksumMismatch = 10,

    /// <summary><see cref="ChecksumMode.Required"/> was asked for and the origin reports nothing to validate against.</summary>
    NotVerifiable = 11,

    /// <summary>The destination's directory does not exist.</summary>
    DestinationNotFound = 12,

    /// <summary>The destination is a directory or another thing that a file cannot replace.</summary>
    DestinationInvalid = 13,

    /// <summary>
    /// The destination's directory may not be written to: permissions, a read-only file system, outside a worker's allowed roots.
    /// </summary>
    DestinationDenied = 14,

    /// <summary>The destination has no room: disk full, quota, file-size limit.</summary>
    DestinationFull = 15,

    /// <summary>Writing failed in another way, or someone removed the temporary file.</summary>
    DestinationFailed = 16,

    /// <summary>No worker process could be started or kept alive to do the work.</summary>
    WorkersUnavailable = 17,
}
