using ActorDownloader.Integrity;

namespace ActorDownloader.Destinations;

/// <summary>The file that a transfer makes. May block on a slow file system, so it is never called from an actor's own thread.</summary>
internal interface IDestination
{
    /// <summary>Makes an empty temporary file beside the destination, which no other file can have the name of.</summary>
    /// <param name="destination">Full path of the destination.</param>
    /// <param name="tag">What tells this transfer's temporary file from others'; letters and digits.</param>
    /// <exception cref="DestinationException">It cannot be made, or the destination could never be replaced.</exception>
    string CreateTemporary(string destination, string tag);

    /// <summary>Takes room on disk for the whole object, so that a full disk is noticed now.</summary>
    /// <exception cref="DestinationException">There is no room.</exception>
    void Preallocate(string temporary, long length);

    /// <summary>Computes the file's checksum, over its bytes or over the checksums of parts of that length.</summary>
    /// <returns>The value in the form of <see cref="FileChecksum"/>.</returns>
    /// <exception cref="DestinationException">It cannot be read, or is shorter.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    string Sum(string temporary, long length, FileChecksumAlgorithm algorithm, long? partLength, CancellationToken cancellationToken);

    /// <summary>Puts the temporary file in the destination's place in one step: whoever looks sees the old file or the new one.</summary>
    /// <exception cref="DestinationException">It could not be; the temporary file is where it was.</exception>
    void Publish(string temporary, string destination, long length);

    /// <summary>Removes the temporary file, if it is there. Never throws.</summary>
    void Discard(string temporary);
}
