namespace ActorDownloader.Destinations;

/// <summary>What an I/O error means for a download.</summary>
internal static class DestinationErrors
{
    // Errnos of Linux and macOS, and the Win32 codes of the same meaning, as .NET leaves them in HResult.
    private const int NoSpace = 28;
    private const int FileTooBig = 27;
    private const int ReadOnlyFileSystem = 30;
    private const int QuotaLinux = 122;
    private const int QuotaMac = 69;
    private const int DiskFullWindows = unchecked((int)0x80070070);
    private const int HandleDiskFullWindows = unchecked((int)0x80070027);

    /// <summary>Names the kind and says what to do.</summary>
    public static DestinationException From(Exception e, string what) => e switch
    {
        DirectoryNotFoundException =>
            new(DownloadErrorKind.DestinationNotFound, $"{what}: the directory does not exist. Create it first.", e),
        FileNotFoundException => new(DownloadErrorKind.DestinationFailed, $"{what}: the temporary file is gone. Somebody removed it.", e),
        UnauthorizedAccessException => new(DownloadErrorKind.DestinationDenied, $"{what}: {e.Message}", e),
        PathTooLongException => new(DownloadErrorKind.DestinationInvalid, $"{what}: the path is too long.", e),
        IOException { HResult: ReadOnlyFileSystem } =>
            new(DownloadErrorKind.DestinationDenied, $"{what}: the file system is read-only.", e),
        IOException { HResult: NoSpace or FileTooBig or QuotaLinux or QuotaMac or DiskFullWindows or HandleDiskFullWindows } =>
            new(DownloadErrorKind.DestinationFull, $"{what}: {e.Message}", e),
        _ => new(DownloadErrorKind.DestinationFailed, $"{what}: {e.Message}", e),
    };
}
