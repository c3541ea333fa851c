namespace ActorDownloader.Destinations;

/// <summary>Files in this host's file systems, local or mounted.</summary>
internal sealed class LocalDestination(DestinationRules rules, TimeProvider time) : IDestination
{
    private readonly GenerationTurns _turns = new(time);

    public ITemporaryFile Claim(FileClaim claim)
    {
        var destination = claim.Destination;
        // Opening a pipe or a device to find out what it is could block for ever.
        var kind = OperatingSystem.IsLinux()
            ? LinuxFacts.At(destination, follow: true)?.Kind
            : Directory.Exists(destination) ? LinuxFacts.FileKind.Directory : null;
        if (kind is LinuxFacts.FileKind.Directory)
        {
            throw new DestinationException(
                DownloadErrorKind.DestinationInvalid, $"The destination {destination} is a directory; name a file in it.");
        }

        if (kind is not (null or LinuxFacts.FileKind.Regular))
        {
            throw new DestinationException(
                DownloadErrorKind.DestinationInvalid,
                $"The destination {destination} is a device or a pipe; chunks arrive out of order, so only a file can take them.");
        }

        try
        {
            var search = claim.Leftovers is LeftoverUse.Ignore ? null : LeftoverSearch.Run(claim, rules);
            return search?.Found ?? Make(claim, search);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw DestinationErrors.From(e, $"No file can be made in {Path.GetDirectoryName(destination)}");
        }
    }

    private TemporaryFile Make(FileClaim claim, LeftoverSearch? search)
    {
        var first = search?.LastTaken + 1 ?? _turns.Next(claim.Paths[0]);
        for (var turn = 0; turn < TemporaryName.Generations; turn++)
        {
            var generation = (first + turn) % TemporaryName.Generations;
            if (search?.IsFree(generation) != false && FileHold.TryCreate(claim.Paths[generation], FileHold.Shared) is { } held)
            {
                return TemporaryFile.New(claim, claim.Paths[generation], held, rules, search?.Remark, search?.Unclear ?? []);
            }
        }

        return TemporaryFile.New(
            claim, claim.OwnPath, FileHold.Create(claim.OwnPath, FileHold.Shared), rules, search?.Remark, search?.Unclear ?? []);
    }
}
