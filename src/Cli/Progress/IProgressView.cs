namespace ActorDownloader.Cli.Progress;

/// <summary>Shows progress until it is disposed; what is shown then is gone or stands on lines of its own.</summary>
internal interface IProgressView : IProgress<DownloadProgress>, IAsyncDisposable;
