namespace ActorDownloader.Cli.Progress;

/// <summary>
/// Shows progress until it is disposed; what was shown then is gone or stands on lines of its own. May be disposed twice.
/// </summary>
internal interface IProgressView : IProgress<DownloadProgress>, IAsyncDisposable;
