namespace ActorDownloader.LoopbackOrigin.Objects;

/// <summary>A version of an object in a bucket. Requests that are being answered keep the one they began with.</summary>
/// <param name="VersionId">Names it; unique in the origin, in buckets without versions too, where it is not sent.</param>
/// <param name="Definition">What was put; null for a delete marker.</param>
/// <param name="ETag">Quotes included; empty for a delete marker.</param>
/// <param name="LastModified">When it was written, in whole seconds as HTTP's dates are.</param>
public sealed record ObjectVersion(string VersionId, ObjectDefinition? Definition, string ETag, DateTimeOffset LastModified);
