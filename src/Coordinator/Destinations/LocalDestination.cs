using Microsoft.Win32.SafeHandles;

namespace ActorDownloader.Destinations;

/// <summary>Files in this host's file systems, local or mounted.</summary>
internal sealed class LocalDestination(DestinationRules rules, TimeProvider time) : IDestination
{
    private readonly GenerationTurns _turns = new(time);

    public ITemporaryFile Claim(FileClaim claim)
    {
        var destination = claim.Destination;
        if (Directory.Exists(destination))
        {
            throw new DestinationException(DownloadErrorKind.DestinationInvalid, $"The destination {destination} is a directory; name a file in it.");
        }

        if (LinuxFile.IsSpecial(destination))
        {
            throw new DestinationException(DownloadErrorKind.DestinationInvalid, $"The destination {destination} is a device or a pipe; chunks arrive out of order, so only a file can take them.");
        }

        var search = claim.Leftovers is LeftoverUse.Ignore ? null : LeftoverSearch.Run(claim, rules);
        return search?.Found ?? Make(claim, search);
    }

    private TemporaryFile Make(FileClaim claim, LeftoverSearch? search)
    {
        try
        {
            var first = search?.LastTaken + 1 ?? _turns.Next(claim.Request.Tag);
            for (var turn = 0; turn < TemporaryName.Generations; turn++)
            {
                var generation = (first + turn) % TemporaryName.Generations;
                var path = claim.Paths[generation];
                if (search?.IsFree(generation) != false && TryCreate(path) is { } held)
                {
                    return TemporaryFile.New(claim, path, held, rules, search?.Remark, search?.Unclear ?? []);
                }
            }

            return TemporaryFile.New(claim, claim.OwnPath, Create(claim.OwnPath), rules, search?.Remark, search?.Unclear ?? []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw DestinationErrors.From(e, $"No file can be made in {Path.GetDirectoryName(claim.Destination)}");
        }
    }

    /// <summary>Makes the file; null where there is one, even if it appeared just now, or somebody opened ours before we had locked it.</summary>
    private static SafeFileHandle? TryCreate(string path)
    {
        try
        {
            return Create(path);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }

    // Opened as any program creates a file: the umask, not we, decides the permissions that the final file keeps.
    private static SafeFileHandle Create(string path) => File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileHold.Shared);
}
