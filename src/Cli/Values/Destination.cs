namespace ActorDownloader.Cli.Values;

/// <summary>Which file DEST means.</summary>
internal static class Destination
{
    /// <summary>DEST itself; or, where that is a directory, the file in it that is named as the key's last segment.</summary>
    /// <exception cref="UsageException">That is no file name, or DEST names no file.</exception>
    public static string Resolve(string dest, string key, Func<string, bool> isDirectory)
    {
        if (dest is "" or "-")
        {
            throw new UsageException(
                $"'{dest}' is not a file: DEST is a file or a directory that exists (./- for a file of the name '-'). Objects are not "
                    + "written to standard output.");
        }

        if (!isDirectory(dest))
        {
            return Path.EndsInDirectorySeparator(dest)
                ? throw new UsageException($"The directory '{dest}' does not exist: create it, or name the file to write.")
                : dest;
        }

        var name = key[(key.LastIndexOf('/') + 1)..];
        return IsFileName(name)
            ? Path.Combine(dest, name)
            : throw new UsageException(
                $"The key '{key}' does not end in a file name, so '{dest}', a directory, is not enough: name the file to write.");
    }

    private static bool IsFileName(string name) =>
        name is not ("" or "." or "..") && name.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) < 0;
}
