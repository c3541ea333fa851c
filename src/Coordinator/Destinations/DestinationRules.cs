namespace ActorDownloader.Destinations;

/// <summary>How files are treated.</summary>
/// <param name="Preallocate">Whether room for an object of several chunks is taken at once.</param>
/// <param name="Flush">Which finished files are put on disk before they take their name.</param>
internal sealed record DestinationRules(bool Preallocate, FlushMode Flush);
