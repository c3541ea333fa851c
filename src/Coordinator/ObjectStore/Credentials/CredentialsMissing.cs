namespace ActorDownloader.ObjectStore.Credentials;

/// <summary>What to say where there are no credentials.</summary>
internal static class CredentialsMissing
{
    private const string Remedy =
        "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, name a profile (--profile, S3Options.Profile), " +
        "or read a public bucket without credentials (--no-sign-request, S3Options.Anonymous).";

    public static ObjectStoreException Nowhere(IEnumerable<string> looked) =>
        new(ObjectStoreFault.CredentialsNotFound, $"No AWS credentials were found. Looked for: {string.Join("; ", looked)}. {Remedy}");

    public static ObjectStoreException Half(string place, bool isIdAbsent)
    {
        var half = isIdAbsent ? "the secret access key without its id" : "the access key id without its secret";
        return new(ObjectStoreFault.ConfigurationInvalid, $"Half a key pair is in {place}: {half}. {Remedy}");
    }

    public static ObjectStoreException Profile(string name, string files) =>
        new(ObjectStoreFault.ConfigurationInvalid, $"There is no profile '{name}' in {files}. {Remedy}");

    public static ObjectStoreException Failed(string source, Exception cause) =>
        new(ObjectStoreFault.CredentialsFailed, $"No credentials came from {source}: {Reasons(cause)}", cause);

    public static ObjectStoreException Late(TimeSpan timeout) => new(
        ObjectStoreFault.CredentialsFailed,
        $"No credentials came within {timeout.TotalSeconds:0.###} s (actor-downloader.s3.credentials-timeout).");

    private static string Reasons(Exception cause)
    {
        var reasons = cause.Message;
        for (var inner = cause.InnerException; inner is not null; inner = inner.InnerException)
        {
            if (!reasons.Contains(inner.Message, StringComparison.Ordinal))
            {
                reasons += " <- " + inner.Message;
            }
        }

        return reasons;
    }
}
