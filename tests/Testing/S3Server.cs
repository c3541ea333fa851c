using Amazon.Runtime;
using Amazon.S3;

namespace ActorDownloader.Testing;

/// <summary>
/// The S3 server that <c>eng/s3-server</c> started. Known by variables of its own, so that a test never writes to the store
/// that someone's <c>AWS_*</c> variables point to.
/// </summary>
/// <param name="Url">Its address.</param>
/// <param name="TlsUrl">Its address for https.</param>
/// <param name="TlsCertificateFile">The PEM file to trust for https.</param>
/// <param name="Region">The region to sign for.</param>
/// <param name="Owner">The user that owns what a fixture makes.</param>
/// <param name="Stranger">A user that owns nothing of it.</param>
public sealed record S3Server(string Url, string TlsUrl, string TlsCertificateFile, string Region, S3User Owner, S3User Stranger)
{
    private const string Prefix = "ACTORDL_TEST_S3_";

    /// <summary>What a skipped test says.</summary>
    public const string Missing = "needs an S3 server: eval \"$(eng/s3-server start)\"";

    /// <summary>Null where no server was started.</summary>
    public static S3Server? FromEnvironment() => Variable("URL") is not { } url ? null : new(
        url,
        Required("TLS_URL"),
        Required("TLS_CA"),
        Required("REGION"),
        new(Required("ACCESS_KEY_ID"), Required("SECRET_ACCESS_KEY")),
        new(Required("OTHER_ACCESS_KEY_ID"), Required("OTHER_SECRET_ACCESS_KEY")));

    /// <summary>A client that signs as a user. For preparing and inspecting, not for measuring.</summary>
    public AmazonS3Client Connect(S3User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return new(new BasicAWSCredentials(user.AccessKeyId, user.SecretAccessKey), new AmazonS3Config
        {
            ServiceURL = Url,
            AuthenticationRegion = Region,
            ForcePathStyle = true,

            // The server does not know the checksums in trailers that the client sends by default.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        });
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(Prefix + name) is { Length: > 0 } value ? value : null;

    private static string Required(string name) =>
        Variable(name)
        ?? throw new InvalidOperationException($"{Prefix}URL is set, {Prefix}{name} is not: take all that eng/s3-server env prints.");
}

/// <summary>A user of the test server.</summary>
public sealed record S3User(string AccessKeyId, string SecretAccessKey);
