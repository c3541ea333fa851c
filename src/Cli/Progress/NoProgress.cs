namespace ActorDownloader.Cli.Progress;

/// <summary>Progress that nobody wants to see.</summary>
internal sealed class NoProgress : IProgressView
{
    public void Report(DownloadProgress value)
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
