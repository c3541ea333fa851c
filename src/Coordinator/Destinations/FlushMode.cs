namespace ActorDownloader.Destinations;

/// <summary>Which finished files are put on disk before they take their name.</summary>
internal enum FlushMode
{
    /// <summary>None: the operating system writes them when it likes.</summary>
    Off,

    /// <summary>Those of objects of several chunks.</summary>
    Large,

    /// <summary>All.</summary>
    All,
}
