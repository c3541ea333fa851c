namespace ActorDownloader.Cli;

/// <summary>A command line, or a file that it names, that makes no sense. Thrown before anything is downloaded or written.</summary>
/// <param name="message">What was given, what is expected and what to do.</param>
internal sealed class UsageException(string message) : Exception(message);
