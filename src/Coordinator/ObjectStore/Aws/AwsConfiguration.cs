using ActorDownloader.ObjectStore.Endpoints;

namespace ActorDownloader.ObjectStore.Aws;

/// <summary>
/// Where and how to reach S3, as AWS's users expect it to be found: what our own settings say, then the environment, then the profile.
/// Of AWSSDK 4.0.102, clients alone apply these rules, and there is no client here; it also ignores <c>s3.addressing_style</c>.
/// </summary>
internal sealed class AwsConfiguration
{
    private AwsConfiguration(S3Settings settings, AwsEnvironment environment, AwsSharedFiles files)
    {
        Files = files;
        ProfileName = settings.Profile ?? environment["AWS_PROFILE"] ?? environment["AWS_DEFAULT_PROFILE"] ?? "default";
        Profile = files.Profile(ProfileName);
        Region = settings.Region
            ?? Checked(environment["AWS_REGION"], "AWS_REGION")
            ?? Checked(environment["AWS_DEFAULT_REGION"], "AWS_DEFAULT_REGION")
            ?? Checked(Profile?["region"], $"region of profile '{ProfileName}'");
        Endpoint = settings.Endpoint ?? ConfiguredEndpoint(environment);
        AddressingStyle = settings.AddressingStyle is AddressingStyle.Auto ? ProfileStyle() : settings.AddressingStyle;
        UseFips = environment.IsOn("AWS_USE_FIPS_ENDPOINT") || Profile?.IsOn("use_fips_endpoint") == true;
        UseDualStack = environment.IsOn("AWS_USE_DUALSTACK_ENDPOINT") || Profile?.IsOn("use_dualstack_endpoint") == true
            || Profile?.IsOn("s3.use_dualstack_endpoint") == true;
    }

    public AwsSharedFiles Files { get; }

    public string ProfileName { get; }

    /// <summary>Null if no file has it, which only matters if somebody named it.</summary>
    public AwsProfile? Profile { get; }

    /// <summary>Null if nobody says one.</summary>
    public string? Region { get; }

    /// <summary>Null for AWS itself.</summary>
    public Uri? Endpoint { get; }

    public AddressingStyle AddressingStyle { get; }

    public bool UseFips { get; }

    public bool UseDualStack { get; }

    /// <exception cref="ObjectStoreException">A file cannot be read, or a value is not what its name promises.</exception>
    public static AwsConfiguration Read(S3Settings settings, AwsEnvironment environment) =>
        new(settings, environment, AwsSharedFiles.Read(environment));

    private Uri? ConfiguredEndpoint(AwsEnvironment environment)
    {
        if (environment.IsOn("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS") || Profile?.IsOn("ignore_configured_endpoint_urls") == true)
        {
            return null;
        }

        return Address(environment["AWS_ENDPOINT_URL_S3"], "AWS_ENDPOINT_URL_S3")
            ?? Address(environment["AWS_ENDPOINT_URL"], "AWS_ENDPOINT_URL")
            ?? Address(Profile?["services.s3.endpoint_url"] ?? Profile?["endpoint_url"], $"endpoint_url of profile '{ProfileName}'");
    }

    private AddressingStyle ProfileStyle() => Profile?["s3.addressing_style"] switch
    {
        "path" => AddressingStyle.Path,
        "virtual" => AddressingStyle.Virtual,
        _ => AddressingStyle.Auto,
    };

    private static string? Checked(string? region, string origin) => region is null || RegionName.IsValid(region)
        ? region
        : throw Invalid(origin, region, RegionName.Expected);

    private static Uri? Address(string? url, string origin)
    {
        if (url is null)
        {
            return null;
        }

        return EndpointUrl.TryParse(url, out var address) ? address : throw Invalid(origin, url, EndpointUrl.Expected);
    }

    private static ObjectStoreException Invalid(string origin, string value, string expected) =>
        new(ObjectStoreFault.ConfigurationInvalid, $"{origin} is '{value}': expected {expected}.");
}
