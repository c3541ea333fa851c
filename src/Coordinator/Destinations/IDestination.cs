namespace ActorDownloader.Destinations;

/// <summary>Where transfers make their files. May block on a slow file system, so it is never called from an actor's own thread.</summary>
internal interface IDestination
{
    /// <summary>
    /// Makes an empty temporary file beside the destination, which no other file can have the name of; or takes over what an earlier run
    /// of the same request left there, if that run is over and nobody else takes it over.
    /// </summary>
    /// <exception cref="DestinationException">It cannot be made, or the destination could never be replaced.</exception>
    ITemporaryFile Claim(FileClaim claim);
}
