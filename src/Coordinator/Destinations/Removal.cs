namespace ActorDownloader.Destinations;

/// <summary>Removes files of ours.</summary>
internal static class Removal
{
    /// <summary>Removes a file, if it is there. What cannot be removed stays, carries our suffix and can be found by it.</summary>
    public static void Try(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }
}
