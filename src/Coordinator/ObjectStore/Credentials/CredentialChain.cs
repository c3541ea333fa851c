using ActorDownloader.ObjectStore.Aws;
using ActorDownloader.ObjectStore.Signing;
using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;

namespace ActorDownloader.ObjectStore.Credentials;

/// <summary>
/// Looks for credentials in AWS's order: environment, web identity, profile, container, instance. A profile that was named in our own
/// settings
/// goes before the environment, as <c>aws --profile</c> does. Plain keys are read here; the SDK is loaded for the other ways alone.
/// </summary>
internal sealed class CredentialChain(S3Settings settings, AwsEnvironment environment, TimeProvider time)
{
    /// <summary>Searches with the variables and files as they are now.</summary>
    /// <exception cref="ObjectStoreException">There are none, or the user has to correct something.</exception>
    public async Task<ICredentialSource> FindAsync(CancellationToken cancellationToken)
    {
        var looked = new List<string>();
        if (settings.Profile is null)
        {
            if (FromEnvironment(looked) is { } keys)
            {
                return keys;
            }

            if (FromWebIdentity(looked) is { } role)
            {
                return role;
            }
        }

        var configuration = AwsConfiguration.Read(settings, environment);
        if (FromProfile(configuration, looked) is { } profile)
        {
            return profile;
        }

        if (FromContainer(looked) is { } container)
        {
            return container;
        }

        var instance = new InstanceMetadata(environment, settings.InstanceMetadataTimeout, time);
        return await instance.FindAsync(configuration.Region is null, looked, cancellationToken)
            ?? throw CredentialsMissing.Nowhere(looked);
    }

    private FixedKeys? FromEnvironment(List<string> looked)
    {
        var id = environment["AWS_ACCESS_KEY_ID"];
        var secret = environment["AWS_SECRET_ACCESS_KEY"];
        if (id is not null && secret is not null)
        {
            return new FixedKeys(new AccessKey(id, secret, environment["AWS_SESSION_TOKEN"]), "the environment");
        }

        if (id is not null || secret is not null)
        {
            throw CredentialsMissing.Half("the environment", id is null);
        }

        looked.Add("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (not set)");
        return null;
    }

    private SdkCredentials? FromWebIdentity(List<string> looked)
    {
        if (environment["AWS_WEB_IDENTITY_TOKEN_FILE"] is not null && environment["AWS_ROLE_ARN"] is not null)
        {
            return new SdkCredentials(AssumeRoleWithWebIdentityCredentials.FromEnvironmentVariables(), "the role in AWS_ROLE_ARN");
        }

        looked.Add("AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN (not set)");
        return null;
    }

    private ICredentialSource? FromProfile(AwsConfiguration configuration, List<string> looked)
    {
        var files = $"{configuration.Files.CredentialsPath} and {configuration.Files.ConfigPath}";
        if (configuration.Profile is not { } profile)
        {
            if (settings.Profile is not null || configuration.ProfileName != "default")
            {
                throw CredentialsMissing.Profile(configuration.ProfileName, files);
            }

            looked.Add($"profile 'default' in {files} (none there)");
            return null;
        }

        if (profile.Keys is { } keys)
        {
            return new FixedKeys(keys, profile.ToString());
        }

        if (profile.HasHalfAKeyPair)
        {
            throw CredentialsMissing.Half($"{profile} in {files}", profile["aws_access_key_id"] is null);
        }

        if (profile.HasCredentials)
        {
            return OfSdkProfile(profile);
        }

        looked.Add($"{profile} in {files} (has no credentials)");
        return null;
    }

    private static SdkCredentials OfSdkProfile(AwsProfile profile) =>
        new CredentialProfileStoreChain().TryGetAWSCredentials(profile.Name, out var credentials)
            ? new SdkCredentials(credentials, profile.ToString())
            : throw new ObjectStoreException(
                ObjectStoreFault.ConfigurationInvalid,
                $"The {profile} does not say completely how to get credentials: see the reference of AWS's SDKs for its settings.");

    private SdkCredentials? FromContainer(List<string> looked)
    {
        if ((environment["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] ?? environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"]) is not null)
        {
            return new SdkCredentials(new GenericContainerCredentials(), "the container's credentials");
        }

        looked.Add("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and …_FULL_URI (not set)");
        return null;
    }
}
