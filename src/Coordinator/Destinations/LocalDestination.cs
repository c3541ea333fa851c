using ActorDownloader.Integrity;
using Microsoft.Win32.SafeHandles;

namespace ActorDownloader.Destinations;

/// <summary>Files in this host's file systems, local or mounted.</summary>
internal sealed class LocalDestination(bool preallocate) : IDestination
{
    public string CreateTemporary(string destination, string tag)
    {
        if (Directory.Exists(destination))
        {
            throw new DestinationException(DownloadErrorKind.DestinationInvalid, $"The destination {destination} is a directory; name a file in it.");
        }

        if (LinuxFile.IsSpecial(destination))
        {
            throw new DestinationException(DownloadErrorKind.DestinationInvalid, $"The destination {destination} is a device or a pipe; chunks arrive out of order, so only a file can take them.");
        }

        var temporary = Path.Combine(Path.GetDirectoryName(destination)!, TemporaryName.For(Path.GetFileName(destination), tag));
        try
        {
            // Opened as any program creates a file: the umask, not we, decides the permissions that the final file keeps.
            File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete).Dispose();
            return temporary;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw DestinationErrors.From(e, $"No file can be made in {Path.GetDirectoryName(destination)}");
        }
    }

    public void Preallocate(string temporary, long length)
    {
        if (!preallocate)
        {
            return;
        }

        try
        {
            using var file = Open(temporary);
            LinuxFile.Reserve(file, length);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DestinationErrors.From(e, $"There is no room for {length} bytes at {temporary}");
        }
    }

    public string Sum(string temporary, long length, FileChecksumAlgorithm algorithm, long? partLength, CancellationToken cancellationToken)
    {
        try
        {
            using var file = File.OpenHandle(temporary, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
            return FileChecksum.Compute(file, length, algorithm, partLength, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DestinationErrors.From(e, $"{temporary} cannot be read to compare its checksum");
        }
    }

    public void Publish(string temporary, string destination, long length)
    {
        try
        {
            using (var file = Open(temporary))
            {
                var actual = RandomAccess.GetLength(file);
                if (actual != length)
                {
                    throw new DestinationException(DownloadErrorKind.DestinationFailed, $"The temporary file {temporary} is {actual} bytes long in place of {length}: somebody else wrote to it.");
                }
            }

            File.Move(temporary, destination, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Directory.Exists(destination)
                ? new DestinationException(DownloadErrorKind.DestinationInvalid, $"The destination {destination} has become a directory; name a file in it.", e)
                : DestinationErrors.From(e, $"{temporary} cannot be put in the place of {destination}");
        }
    }

    public void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The caller's failure is what counts; a file that cannot be removed carries our suffix and can be found by it.
        }
    }

    private static SafeFileHandle Open(string temporary) =>
        File.OpenHandle(temporary, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
}
