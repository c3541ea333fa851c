namespace ActorDownloader.WorkerNode.Storage;

/// <summary>A path with every symbolic link on its way replaced by what it stands for.</summary>
internal static class RealPath
{
    // As many as Linux follows.
    private const int MaxLinks = 40;

    /// <summary>The path's real form; what does not exist is kept as it is.</summary>
    /// <exception cref="IOException">The links go round in a circle.</exception>
    public static string Of(string path) => Resolve(Path.GetFullPath(path), MaxLinks);

    private static string Resolve(string path, int linksLeft)
    {
        if (linksLeft == 0)
            throw new IOException($"Too many symbolic links: {path}");
        if (Path.GetDirectoryName(path) is not { } parent)
            return path;
        var real = Path.Join(Resolve(parent, linksLeft), Path.GetFileName(path));
        return new FileInfo(real).LinkTarget is { } target
            ? Resolve(Path.GetFullPath(target, Path.GetDirectoryName(real)!), linksLeft - 1)
            : real;
    }
}
