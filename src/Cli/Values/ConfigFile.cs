namespace ActorDownloader.Cli.Values;

/// <summary>A file of HOCON that the user names.</summary>
internal static class ConfigFile
{
    /// <exception cref="UsageException">It cannot be read.</exception>
    public static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--config {path}: {e.Message}");
        }
    }
}
