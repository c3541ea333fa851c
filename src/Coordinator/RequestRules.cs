using ActorDownloader.ObjectStore;

namespace ActorDownloader;

/// <summary>What a request must be like, checked on the caller's thread before anything happens.</summary>
internal static class RequestRules
{
    /// <exception cref="ArgumentException">It is not; the message says what was given, what is expected and what to do.</exception>
    public static void Check(DownloadRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ObjectName.RequireBucket(request.Bucket);
        ObjectName.RequireKey(request.Key);
        if (string.IsNullOrEmpty(request.Path) || Path.EndsInDirectorySeparator(request.Path) || request.Path.Contains('\0'))
        {
            throw new ArgumentException(
                $"Path '{request.Path}' does not name a file: give the directory and the file's name.", nameof(request));
        }

        if (request.ExpectedSize < 0)
        {
            throw new ArgumentException(
                $"ExpectedSize {request.ExpectedSize} is negative: give the object's length in bytes, or null to have it discovered.",
                nameof(request));
        }

        if (request.RestartsOnChange is < 0 or > 100)
        {
            throw new ArgumentException(
                $"RestartsOnChange {request.RestartsOnChange} is not from 0 to 100: give how often the download may begin anew, or "
                    + "null for what is configured.",
                nameof(request));
        }

        if (request.VersionId is { } version)
        {
            ObjectName.RequireVersionId(version);
        }

        if (request.ExpectedBucketOwner is { } account)
        {
            ObjectName.RequireAccount(account);
        }
    }
}
