using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Storage;

/// <summary>What an error while opening or writing the temporary file means. Pure.</summary>
internal static class DestinationFault
{
    // .NET gives the error number of the system call as HResult on Unix, and the Win32 error with 0x8007 before it on Windows.
    private const int LinuxQuota =
        122, MacQuota = 69, NoSpace = 28, FileTooBig = 27, ReadOnlyFileSystem = 30, LinuxStaleHandle = 116, MacStaleHandle = 70;
    private const int Win32DiskFull = unchecked((int)0x80070070), Win32HandleDiskFull = unchecked((int)0x80070027);
    private const int Win32QuotaExceeded = unchecked((int)0x8007050F), Win32WriteProtect = unchecked((int)0x80070013);

    /// <summary>The failure to report for this error.</summary>
    public static FetchFailure Of(Exception error) => new(KindOf(error), error.Message);

    private static FetchFailureKind KindOf(Exception error) => error switch
    {
        FileNotFoundException or DirectoryNotFoundException or DriveNotFoundException => FetchFailureKind.DestinationMissing,
        UnauthorizedAccessException => FetchFailureKind.DestinationDenied,
        // How .NET shows a write beyond the limit of file sizes.
        ArgumentOutOfRangeException => FetchFailureKind.DestinationFull,
        IOException io => KindOf(io.HResult),
        _ => FetchFailureKind.DestinationFailed,
    };

    private static FetchFailureKind KindOf(int code) => code switch
    {
        NoSpace or FileTooBig or LinuxQuota or Win32DiskFull or Win32HandleDiskFull or Win32QuotaExceeded =>
            FetchFailureKind.DestinationFull,
        MacQuota when OperatingSystem.IsMacOS() => FetchFailureKind.DestinationFull,
        ReadOnlyFileSystem or Win32WriteProtect => FetchFailureKind.DestinationDenied,
        LinuxStaleHandle => FetchFailureKind.DestinationMissing,
        MacStaleHandle when OperatingSystem.IsMacOS() => FetchFailureKind.DestinationMissing,
        _ => FetchFailureKind.DestinationFailed,
    };
}
