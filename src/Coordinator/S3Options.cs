namespace ActorDownloader;
/// <summary>x</summary>
public sealed record S3Options;
