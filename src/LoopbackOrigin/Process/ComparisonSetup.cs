using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Objects;

namespace ActorDownloader.LoopbackOrigin.Process;

/// <summary>A file that should hold an object's bytes.</summary>
/// <param name="Bucket">The object's bucket.</param>
/// <param name="Key">The object's key.</param>
/// <param name="Path">The file.</param>
internal sealed record ComparisonSetup(string Bucket, string Key, string Path)
{
    /// <summary>Reads the file and compares it with the bytes that were made, not with any that were sent.</summary>
    /// <exception cref="KeyNotFoundException">There is no such object.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public async Task<FileComparison> RunAsync(BucketStore objects)
    {
        var definition = objects.Find(Bucket, Key, null)?.Definition
            ?? throw new KeyNotFoundException($"There is no object {Bucket}/{Key} to compare with.");
        return new FileComparison(Path, await ContentVerifier.FirstDifferenceAsync(Path, definition.Content));
    }
}

/// <summary>What a comparison found.</summary>
/// <param name="Path">The file.</param>
/// <param name="DiffersAt">The offset of the first byte that is not the object's; null where they are the same, length included.</param>
internal sealed record FileComparison(string Path, long? DiffersAt)
{
    /// <summary>Whether they are the same.</summary>
    public bool Identical => DiffersAt is null;
}
