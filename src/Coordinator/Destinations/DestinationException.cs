namespace ActorDownloader.Destinations;

/// <summary>A destination that cannot be written, in the caller's terms.</summary>
internal sealed class DestinationException(DownloadErrorKind kind, string message, Exception? cause = null) : Exception(message, cause)
{
    public DownloadErrorKind Kind { get; } = kind;
}
