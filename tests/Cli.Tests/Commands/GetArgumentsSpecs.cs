using ActorDownloader.Cli.Progress;
using ActorDownloader.Cli.Values;

namespace ActorDownloader.Cli.Commands;

public class GetArgumentsSpecs
{
    [Fact]
    public void What_is_not_said_is_left_to_the_configuration()
    {
        var arguments = Read("s3://bucket/key", "file");

        Assert.Equal(new DownloadRequest("bucket", "key", "file"), arguments.ToRequest());
        Assert.Equal(new DownloaderOptions { Config = arguments.ToOptions(null).Config }, arguments.ToOptions(null));
        Assert.Equal(new OutputArguments(false, false, ProgressMode.Auto), arguments.Output);
    }

    [Fact]
    public void Guests_may_come_where_they_are_told_the_address_or_a_configuration_may_fix_it()
    {
        Assert.False(Read("s3://bucket/key", "file").MayHaveGuests);
        Assert.False(Read("s3://bucket/key", "file", "--workers", "2").MayHaveGuests);
        Assert.True(Read("s3://bucket/key", "file", "--workers", "0").MayHaveGuests);
        Assert.True(Read("s3://bucket/key", "file", "--config", "/nowhere/x.conf").MayHaveGuests);
    }

    [Fact]
    public void Every_option_reaches_the_request_or_the_engine()
    {
        var key = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(key, new byte[32]);
            var arguments = Read(
                "s3://bucket/a/key", "file", "--workers", "3", "--slots=5", "--max-concurrency", "50", "--threshold", "8MiB", "--chunk-size", "1m", "--expected-size", "12345",
                "--version-id", "v-1", "--sse-c-key-file", key, "--request-payer", "--expected-bucket-owner", "123456789012", "--checksum-mode", "Required", "--no-resume", "--keep-partial", "--etag-is-md5", "--restart-on-change", "3",
                "--endpoint-url", "http://127.0.0.1:9000", "--region", "eu-west-1", "--profile", "me", "--path-style", "--no-sign-request",
                "--config", "/nowhere/x.conf", "--json", "--quiet", "--progress", "never");
            var request = arguments.ToRequest();
            var options = arguments.ToOptions("from.file = 1");

            Assert.Equal(new S3Uri("bucket", "a/key"), arguments.Source);
            Assert.Equal(
                new DownloadRequest("bucket", "a/key", "file")
                {
                    ExpectedSize = 12345,
                    VersionId = "v-1",
                    SseCustomerKey = request.SseCustomerKey,
                    RequestPayer = true,
                    ExpectedBucketOwner = "123456789012",
                    ChecksumMode = ChecksumMode.Required,
                    Resume = false,
                    KeepPartial = true,
                    ETagIsMd5 = true,
                    RestartsOnChange = 3,
                },
                request);
            Assert.Equal(Convert.ToBase64String(new byte[32]), request.SseCustomerKey?.KeyBase64);
            Assert.Equal(
                new DownloaderOptions
                {
                    MultipartThreshold = 8 << 20,
                    MultipartChunkSize = 1 << 20,
                    MaxRequestProcesses = 3,
                    RequestSlots = 5,
                    MaxConcurrency = 50,
                    Config = options.Config,
                    S3 = new S3Options
                    {
                        Region = "eu-west-1",
                        EndpointUrl = "http://127.0.0.1:9000",
                        Profile = "me",
                        PathStyle = true,
                        Anonymous = true
                    },
                },
                options);
            Assert.EndsWith("from.file = 1", options.Config, StringComparison.Ordinal);
            Assert.Equal("/nowhere/x.conf", arguments.ConfigFile);
            Assert.Equal(new OutputArguments(true, true, ProgressMode.Never), arguments.Output);
        }
        finally
        {
            File.Delete(key);
        }
    }

    private static GetArguments Read(params string[] words)
    {
        var command = new GetCommand();
        return command.Read(command.Syntax.Parse(words));
    }
}
