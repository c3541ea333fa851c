using Amazon.Runtime;

namespace ActorDownloader;

/// <summary>
/// Where S3 is and who asks. What is null is found as AWS's own tools find it: in the configuration (<c>actor-downloader.s3</c>), then in
/// <c>AWS_*</c> variables, then in the profile of <c>~/.aws/config</c> and <c>~/.aws/credentials</c>, then from the container or the
/// instance
/// that this runs on. Immutable; never prints credentials.
/// </summary>
public sealed record S3Options
{
    /// <summary>
    /// The region, such as <c>eu-west-1</c>. A bucket that turns out to live in another one is followed there.
    /// <value>actor-downloader.s3.region</value>
    /// </summary>
    public string? Region { get; init; }

    /// <summary>
    /// An S3-compatible server's address, <c>http</c> or <c>https</c>; a path in it goes before the bucket.
    /// <value>actor-downloader.s3.endpoint-url</value>
    /// </summary>
    public string? EndpointUrl { get; init; }

    /// <summary>
    /// The profile of AWS's shared files to use. Named here, it goes before credentials in the environment.
    /// <value>actor-downloader.s3.profile</value>
    /// </summary>
    public string? Profile { get; init; }

    /// <summary>
    /// Credentials of the caller's own; nothing is searched for then. They are asked again now and then, from any thread, so refreshing
    /// ones work.
    /// </summary>
    public AWSCredentials? Credentials { get; init; }

    /// <summary>
    /// Whether the URL's path names the bucket (true) or its host does where it can (false). Null: the host for AWS, the path for an
    /// <see cref="EndpointUrl"/>, as the AWS command line does it. <value>actor-downloader.s3.addressing-style</value>
    /// </summary>
    public bool? PathStyle { get; init; }

    /// <summary>Whether to ask without credentials, which public buckets allow. <value>actor-downloader.s3.anonymous</value></summary>
    public bool? Anonymous { get; init; }

    /// <summary>How long getting credentials may take, from 1 s to 10 min. <value>actor-downloader.s3.credentials-timeout</value></summary>
    public TimeSpan? CredentialsTimeout { get; init; }

    /// <summary>
    /// How long to wait for an instance's metadata service to answer, up to 10 s; zero never asks it.
    /// <value>actor-downloader.s3.instance-metadata-timeout</value>
    /// </summary>
    public TimeSpan? InstanceMetadataTimeout { get; init; }

    /// <summary>
    /// How often a chunk may fail before its download does, from 1 to 100; what is tried again, and after which pause, is one way for all.
    /// <value>actor-downloader.transfer.retry.max-attempts</value>
    /// </summary>
    public int? MaxAttempts { get; init; }

    /// <summary>
    /// How long making a connection may take, TLS included, from 100 ms to 10 min.
    /// <value>actor-downloader.worker.http.connect-timeout</value>
    /// </summary>
    public TimeSpan? ConnectTimeout { get; init; }

    /// <summary>
    /// How long the origin may be silent before its answer, and a body slower than the floor within it, from 100 ms to 1 h.
    /// <value>actor-downloader.worker.http.first-byte-timeout and stall-timeout</value>
    /// </summary>
    public TimeSpan? ReadTimeout { get; init; }

    /// <summary>Everything but the credentials.</summary>
    public override string ToString() =>
        $"S3Options {{ Region = {Region}, EndpointUrl = {EndpointUrl}, Profile = {Profile}, "
        + $"PathStyle = {PathStyle}, Anonymous = {Anonymous} }}";
}
