using ActorDownloader.Messages;

namespace ActorDownloader.Simulation;

/// <summary>A temporary file that remembers which version of the object each of its bytes came from.</summary>
internal sealed class SimulatedFile(string path)
{
    private readonly List<(ByteRange Range, string Version)> _writes = [];

    public string Path { get; } = path;

    public bool IsPublished { get; set; }

    public void Write(ByteRange range, string version) => _writes.Add((range, version));

    /// <summary>The one version that covers all bytes; null where some are missing or of another version.</summary>
    public string? VersionOf(long length)
    {
        var versions = _writes.Select(write => write.Version).Distinct().ToArray();
        var end = 0L;
        foreach (var (range, _) in _writes.OrderBy(write => write.Range.Start))
        {
            if (range.Start > end)
            {
                return null;
            }

            end = Math.Max(end, range.End);
        }

        return end >= length && (length == 0 || versions.Length == 1) ? versions.FirstOrDefault() ?? "" : null;
    }
}
