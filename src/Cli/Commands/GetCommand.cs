using System.Collections.Immutable;
using System.CommandLine;
using ActorDownloader.Cli.CommandLine;
using ActorDownloader.Cli.Downloading;
using ActorDownloader.Cli.Output;
using ActorDownloader.Cli.Progress;
using ActorDownloader.Cli.Values;

namespace ActorDownloader.Cli.Commands;

/// <summary><c>actordl get</c>: one object into one file.</summary>
internal sealed class GetCommand : CliCommand<GetArguments>
{
    public const string Name = "get";
    public const string Summary = "Download an object into a file.";

    private readonly Argument<string> _source;
    private readonly Argument<string> _destination;
    private readonly Option<string> _workers;
    private readonly Option<string> _slots;
    private readonly Option<string> _maxConcurrency;
    private readonly Option<string> _threshold;
    private readonly Option<string> _chunkSize;
    private readonly Option<string> _expectedSize;
    private readonly Option<string> _versionId;
    private readonly Option<string> _customerKeyFile;
    private readonly Option<bool> _requestPayer;
    private readonly Option<string> _expectedBucketOwner;
    private readonly Option<string> _checksumMode;
    private readonly Option<bool> _noResume;
    private readonly Option<bool> _keepPartial;
    private readonly Option<bool> _etagIsMd5;
    private readonly Option<string> _restartOnChange;
    private readonly Option<string> _endpointUrl;
    private readonly Option<string> _region;
    private readonly Option<string> _profile;
    private readonly Option<bool> _pathStyle;
    private readonly Option<bool> _noSignRequest;
    private readonly Option<string> _configFile;
    private readonly OutputOptions _output;

    public GetCommand() : base(Name, Summary)
    {
        _source = Operand("s3://BUCKET/KEY", "The object. The key is taken as it is: nothing in it is decoded.");
        _destination = Operand(
            "DEST",
            "The file, replaced whole if it exists; or a directory that exists, and then the file in it is named as the last segment "
                + "of the key.");
        _workers = Value("--workers", "N", "How many worker processes at most; 0 to 256. 0: none, workers join by hand.");
        _slots = Value("--slots", "N", "How many requests each of them has in flight at most; 1 to 1024.");
        _maxConcurrency = Value(
            "--max-concurrency",
            "N",
            "How many requests all of them have in flight at most; 1 to 100000. How many they do have is found by trying.");
        _threshold = Value("--threshold", "SIZE", "From this size on an object is fetched in chunks.");
        _chunkSize = Value("--chunk-size", "SIZE", "The size of a chunk; 64KiB to 5GiB.");
        _expectedSize = Value("--expected-size", "BYTES", "The object's length, if known. Another length is an error.");
        _versionId = Value("--version-id", "V", "The version to fetch; the current one unless given.");
        _customerKeyFile = Value(
            "--sse-c-key-file",
            "F",
            "The customer's key that the object was stored with (SSE-C): a file of 32 bytes, or of their text in base64 or hexadecimal "
                + "digits.");
        _requestPayer = Flag("--request-payer", "Accept the charges of a requester-pays bucket.");
        _expectedBucketOwner = Value("--expected-bucket-owner", "ID", "The account that must own the bucket.");
        _checksumMode = Value(
            "--checksum-mode",
            "MODE",
            "auto: compare the bytes with the origin's checksum where there is one. off: do not ask. required: fail where there is none.");
        _noResume = Flag("--no-resume", "Begin anew, and remove what an earlier run of the same command left.");
        _keepPartial = Flag(
            "--keep-partial", "Keep what has come when the download fails or is interrupted; the same command goes on from there.");
        _etagIsMd5 = Flag(
            "--etag-is-md5", "Compare the bytes with the ETag where there is no checksum: for objects of one PUT, not under a KMS key.");
        _restartOnChange = Value(
            "--restart-on-change",
            "N",
            "How often to begin anew where the object is overwritten on the way; 0 to 100. 0, the default: that is an error.");
        _endpointUrl = Value("--endpoint-url", "URL", "An S3-compatible server.");
        _region = Value("--region", "R", "The region.");
        _profile = Value("--profile", "P", "The profile of AWS's shared files to use.");
        _pathStyle = Flag("--path-style", "Name the bucket in the URL's path, not in its host.");
        _noSignRequest = Flag("--no-sign-request", "Ask without credentials, which public buckets allow.");
        _configFile = Value("--config", "FILE.conf", "HOCON laid over the reference configuration; options win over it.");
        _output = new OutputOptions(this);
    }

    public override ImmutableArray<Example> Examples =>
    [
        new("Download into the current directory", "actordl get s3://my-bucket/data/report.csv ."),
        new(
            "Four processes with at most 100 requests in flight, in chunks of 16 MiB",
            "actordl get --workers 4 --max-concurrency 100 --chunk-size 16MiB s3://my-bucket/big.bin /data/big.bin"),
        new("From an S3-compatible server", "actordl get --endpoint-url http://127.0.0.1:9000 s3://my-bucket/key file.bin"),
        new("A public object, without credentials", "actordl get --no-sign-request --region us-east-1 s3://public-bucket/key file.bin"),
        new(
            "One version, and only if its checksum can be compared",
            "actordl get --version-id 3sL4kqtJlcpXroDTDmJ --checksum-mode required s3://my-bucket/key file.bin"),
        new(
            "Over an unreliable link: whatever ends it, the same command goes on",
            "actordl get --keep-partial s3://my-bucket/big.bin /data/big.bin"),
        new("For a program: one JSON object a line", "actordl get --json --progress never s3://my-bucket/key file.bin"),
    ];

    public override string Notes =>
        $"""
        SIZE is {SizeText.Form}.
        What is not given is taken from --config, then from the AWS_* variables and AWS's shared files (region, credentials, endpoint), then from the reference configuration.
        The engine's log is shown where it explains a failure; akka.loglevel in --config shows it at once.
        A command that was killed goes on where it ended when it is given again, if the object is still the same.
        Ctrl-C cancels: what was written is removed, or kept with --keep-partial. A second one ends the program at once.
        Exit codes: 0 done, 1 failed, 2 usage, 130 interrupted (143 by SIGTERM).

        """;

    public override GetArguments Read(ParseResult parsed) => new()
    {
        Source = S3Uri.Parse(parsed.GetRequiredValue(_source)),
        Destination = parsed.GetRequiredValue(_destination),
        Output = _output.Read(parsed),
        Workers = OptionText.Number(_workers.Name, parsed.GetValue(_workers)),
        Slots = OptionText.Number(_slots.Name, parsed.GetValue(_slots)),
        MaxConcurrency = OptionText.Number(_maxConcurrency.Name, parsed.GetValue(_maxConcurrency)),
        Threshold = OptionText.Size(_threshold.Name, parsed.GetValue(_threshold)),
        ChunkSize = OptionText.Size(_chunkSize.Name, parsed.GetValue(_chunkSize)),
        ExpectedSize = OptionText.Size(_expectedSize.Name, parsed.GetValue(_expectedSize)),
        VersionId = parsed.GetValue(_versionId),
        CustomerKeyFile = parsed.GetValue(_customerKeyFile),
        RequestPayer = parsed.GetValue(_requestPayer),
        ExpectedBucketOwner = parsed.GetValue(_expectedBucketOwner),
        ChecksumMode = OptionText.Choice(
            _checksumMode.Name,
            parsed.GetValue(_checksumMode),
            ("auto", ChecksumMode.Auto),
            ("off", ChecksumMode.Off),
            ("required", ChecksumMode.Required)),
        NoResume = parsed.GetValue(_noResume),
        KeepPartial = parsed.GetValue(_keepPartial),
        ETagIsMd5 = parsed.GetValue(_etagIsMd5),
        RestartsOnChange = OptionText.Number(_restartOnChange.Name, parsed.GetValue(_restartOnChange)),
        EndpointUrl = parsed.GetValue(_endpointUrl),
        Region = parsed.GetValue(_region),
        Profile = parsed.GetValue(_profile),
        PathStyle = parsed.GetValue(_pathStyle),
        NoSignRequest = parsed.GetValue(_noSignRequest),
        ConfigFile = parsed.GetValue(_configFile),
    };

    protected override async Task<int> RunAsync(GetArguments arguments, CliSession session)
    {
        var request = arguments.ToRequest();
        var config = arguments.ConfigFile is { } file ? ConfigFile.Read(file) : null;
        var output = arguments.Output;
        var reporter = new Reporter(session.Terminal, output.Json, output.Quiet);
        var log = EngineLog.Take(session.Terminal, config);
        await using var view = ProgressViews.Start(output, title: request.Key, session);
        var outcome = await DownloadRun.RunAsync(
            request with { Progress = view },
            arguments.ToOptions(config),
            session,
            arguments.MayHaveGuests,
            started: address => Invite(address, arguments, reporter),
            ended: async outcome =>
            {
                await view.DisposeAsync();
                log.Explain(outcome);
                OutcomeReport.Say(outcome, request, session.Interruption.Signal, reporter);
            });
        return OutcomeReport.ExitCodeOf(outcome, session.Interruption.Signal);
    }

    private static void Invite(string address, GetArguments arguments, Reporter reporter)
    {
        if (arguments.Workers == 0)
        {
            reporter.Note($"waiting for workers: actordl worker --join {address}");
        }
    }
}
