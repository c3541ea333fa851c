namespace ActorDownloader;

/// <summary>How much proof of the bytes a download asks for.</summary>
public enum ChecksumMode
{
    /// <summary>
    /// Ask the origin for the object's checksum and compare it where that can be done without another request. What was proven is in
    /// <see cref="DownloadResult.Validation"/>.
    /// </summary>
    Auto = 0,

    /// <summary>Do not ask.</summary>
    Off = 1,

    /// <summary>
    /// Fail, before the file appears under its name, where the origin reports nothing that the bytes can be compared with.
    /// </summary>
    Required = 2,
}
