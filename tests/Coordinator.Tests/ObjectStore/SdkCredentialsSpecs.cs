using System.Globalization;
using ActorDownloader.ObjectStore;
using ActorDownloader.ObjectStore.Aws;
using Amazon.Runtime;
using Amazon.Util;

namespace ActorDownloader.Coordinator.Tests.ObjectStore;

/// <summary>Credentials that the SDK gets, from services that run on loopback.</summary>
[Collection(nameof(ProcessEnvironment))]
public sealed class SdkCredentialsSpecs
{
    private static readonly ObjectRequest Request = new("bucket", "key");

    private int _issued;

    [Fact]
    public async Task A_credential_process_is_run_and_run_again_when_its_keys_were_refused()
    {
        using var environment = new ProcessEnvironment();
        var answer = ProcessEnvironment.Write("answer.json", ProcessAnswer("P1"));
        ProcessEnvironment.Write("config", $"[default]\ncredential_process = cat \"{answer}\"");
        await using var store = Store();
        var signed = await store.SignAsync(Request, null, CancellationToken.None);
        Assert.Equal(("P1", "token"), (KeyId(signed), Token(signed)));

        ProcessEnvironment.Write("answer.json", ProcessAnswer("P2"));
        Assert.Equal("P1", KeyId(await store.SignAsync(Request, null, CancellationToken.None)));
        store.RenewCredentials(signed);
        Assert.Equal("P2", KeyId(await store.SignAsync(Request, null, CancellationToken.None)));
    }

    [Fact]
    public async Task A_credential_process_that_fails_is_an_error_that_names_the_profile()
    {
        using var environment = new ProcessEnvironment();
        ProcessEnvironment.Write("config", "[profile build]\ncredential_process = false");
        await using var store = Store("profile = build");
        var failure = await Assert.ThrowsAsync<ObjectStoreException>(
            async () => await store.SignAsync(Request, null, CancellationToken.None));
        Assert.Equal(ObjectStoreFault.CredentialsFailed, failure.Fault);
        Assert.Contains("profile 'build'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_role_is_assumed_with_the_keys_of_another_profile()
    {
        using var sts = new LoopbackHttp(_ => AssumeRoleAnswer(Interlocked.Increment(ref _issued)));
        using var environment = new ProcessEnvironment(("AWS_ENDPOINT_URL_STS", sts.Url));
        ProcessEnvironment.Write(
            "config", "[default]\nregion = eu-west-1\nrole_arn = arn:aws:iam::123456789012:role/reader\nsource_profile = base");
        ProcessEnvironment.Write("credentials", "[base]\naws_access_key_id = BASE\naws_secret_access_key = SECRET");
        await using var store = Store();
        var signed = await store.SignAsync(Request, null, CancellationToken.None);
        Assert.Equal(("ROLE1", "token"), (KeyId(signed), Token(signed)));
        store.RenewCredentials(signed);
        Assert.Equal("ROLE2", KeyId(await store.SignAsync(Request, null, CancellationToken.None)));
    }

    [Fact]
    public async Task A_role_is_assumed_with_a_web_identity()
    {
        using var sts = new LoopbackHttp(
            _ => AssumeRoleAnswer(Interlocked.Increment(ref _issued))
                .Replace("AssumeRole", "AssumeRoleWithWebIdentity", StringComparison.Ordinal));
        var token = ProcessEnvironment.Write("token", "web identity");
        using var environment = new ProcessEnvironment(
            ("AWS_REGION", "eu-west-1"),
            ("AWS_ENDPOINT_URL_STS", sts.Url),
            ("AWS_WEB_IDENTITY_TOKEN_FILE", token),
            ("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/reader"));
        await using var store = Store();
        var signed = await store.SignAsync(Request, null, CancellationToken.None);
        Assert.Equal(("ROLE1", "token"), (KeyId(signed), Token(signed)));
    }

    [Fact]
    public async Task A_container_gives_credentials()
    {
        using var service = new LoopbackHttp(line => line == "GET /role" ? MetadataAnswer($"C{Interlocked.Increment(ref _issued)}") : null);
        using var environment = new ProcessEnvironment(("AWS_CONTAINER_CREDENTIALS_FULL_URI", service.Url + "/role"));
        await using var store = Store();
        var signed = await store.SignAsync(Request, null, CancellationToken.None);
        Assert.Equal(("C1", "token"), (KeyId(signed), Token(signed)));
    }

    [Fact]
    public async Task An_instance_gives_credentials_and_its_region()
    {
        using var service = new LoopbackHttp(line => line switch
        {
            "PUT /latest/api/token" => "metadata-token",
            "GET /latest/meta-data/iam/info" =>
                """{"Code":"Success","LastUpdated":"2030-01-01T00:00:00Z","InstanceProfileArn":"arn:aws:iam::123456789012:instance-profile/reader"}""",
            "GET /latest/meta-data/iam/security-credentials/" => "reader",
            "GET /latest/meta-data/iam/security-credentials/reader" => MetadataAnswer("I1"),
            "GET /latest/dynamic/instance-identity/document" => """{"region":"ap-south-1"}""",
            _ => null,
        });
        using var environment = new ProcessEnvironment(
            ("AWS_EC2_METADATA_DISABLED", "false"), ("AWS_EC2_METADATA_SERVICE_ENDPOINT", service.Url));
        Assert.StartsWith(service.Url, EC2InstanceMetadata.ServiceEndpoint, StringComparison.Ordinal);
        await using var store = Store();
        var signed = await store.SignAsync(Request, null, CancellationToken.None);
        Assert.Equal(("I1", "token"), (KeyId(signed), Token(signed)));
        Assert.StartsWith("https://bucket.s3.ap-south-1.", signed.Source.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_of_the_callers_own_are_asked_and_nothing_is_searched_for()
    {
        using var environment = new ProcessEnvironment(("AWS_ACCESS_KEY_ID", "ENVIRONMENT"), ("AWS_SECRET_ACCESS_KEY", "SECRET"));
        var options = new S3Options { Credentials = new SessionAWSCredentials("OWN", "SECRET", "token") };
        await using var store = S3ObjectStore.Create(options, Settings.Reference, TimeProvider.System);
        var signed = await store.SignAsync(Request, null, CancellationToken.None);
        Assert.Equal(("OWN", "token"), (KeyId(signed), Token(signed)));
    }

    private static string Later => DateTime.UtcNow.AddHours(2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static S3ObjectStore Store(string overlay = "") => new(Settings.Of(overlay), AwsEnvironment.OfProcess(), TimeProvider.System);

    private static string KeyId(SignedSource signed) => Header(signed, "authorization").Split("Credential=")[1].Split('/')[0];

    private static string Token(SignedSource signed) => Header(signed, "x-amz-security-token");

    private static string Header(SignedSource signed, string name) =>
        Assert.Single(signed.Source.Headers, header => header.Name == name).Value;

    private static string ProcessAnswer(string id) =>
        $$"""{"Version":1,"AccessKeyId":"{{id}}","SecretAccessKey":"SECRET","SessionToken":"token","Expiration":"{{Later}}"}""";

    private static string MetadataAnswer(string id) =>
        $$"""{"Code":"Success","LastUpdated":"2030-01-01T00:00:00Z","Type":"AWS-HMAC","AccessKeyId":"{{id}}","SecretAccessKey":"SECRET","Token":"token","Expiration":"{{Later}}"}""";

    private static string AssumeRoleAnswer(int number) =>
        $"""
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult>
        <AssumedRoleUser><Arn>arn:aws:sts::123456789012:assumed-role/reader/s</Arn><AssumedRoleId>A:s</AssumedRoleId></AssumedRoleUser>
        <Credentials><AccessKeyId>ROLE{number}</AccessKeyId><SecretAccessKey>SECRET</SecretAccessKey><SessionToken>token</SessionToken><Expiration>{Later}</Expiration></Credentials>
        </AssumeRoleResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></AssumeRoleResponse>
        """;
}
