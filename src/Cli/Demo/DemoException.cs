namespace ActorDownloader.Cli.Demo;

/// <summary>The demo could not be given.</summary>
internal sealed class DemoException(string message) : Exception(message);
