using Akka.Configuration;
using ActorDownloader.ObjectStore.Aws;
using ActorDownloader.ObjectStore.Credentials;
using ActorDownloader.ObjectStore.Endpoints;
using ActorDownloader.ObjectStore.Signing;

namespace ActorDownloader.ObjectStore;

/// <summary>S3 and whatever speaks its protocol.</summary>
internal sealed class S3ObjectStore : IObjectStore
{
    private readonly S3Settings _settings;
    private readonly TimeProvider _time;
    private readonly PartLengthQuery _partLengths;
    private readonly CredentialCache? _credentials;
    private readonly Lazy<EndpointResolver> _endpoints;
    private long _clockCorrectionTicks;

    /// <param name="settings">The settings; their values are already checked.</param>
    /// <param name="environment">AWS's variables and files. Read when first needed.</param>
    /// <param name="time">The clock that dates signatures.</param>
    /// <param name="given">Credentials that make any search needless; null to search.</param>
    public S3ObjectStore(S3Settings settings, AwsEnvironment environment, TimeProvider time, ICredentialSource? given = null)
    {
        _settings = settings;
        _time = time;
        _partLengths = new PartLengthQuery(settings.AnswerTimeout, settings.UseProxy);
        _endpoints = new Lazy<EndpointResolver>(
            () => new EndpointResolver(AwsConfiguration.Read(settings, environment)), LazyThreadSafetyMode.PublicationOnly);
        if (!settings.Anonymous)
        {
            var chain = new CredentialChain(settings, environment, time);
            _credentials = new CredentialCache(given is null ? chain.FindAsync : _ => Task.FromResult(given), settings, time);
        }
    }

    /// <summary>The store that a configuration and options describe, for this process's environment.</summary>
    /// <exception cref="ConfigurationException">
    /// A value is outside its range; the message names the key, the value and the range.
    /// </exception>
    public static S3ObjectStore Create(S3Options options, Config config, TimeProvider time) => new(
        S3Settings.Create(ConfigurationFactory.ParseString(S3Overlay.Of(options)).WithFallback(config)),
        AwsEnvironment.OfProcess(),
        time,
        options.Credentials is null ? null : SdkCredentials.Given(options.Credentials));

    /// <summary>Whether sources will be reached over TLS, as far as is known by now. Never waits for files to be read.</summary>
    public bool IsTlsLikely => _endpoints is { IsValueCreated: true, Value.IsTls: true };

    public TimeSpan ClockCorrection
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _clockCorrectionTicks));
        set => Interlocked.Exchange(ref _clockCorrectionTicks, value.Ticks);
    }

    // A request that is never sent finds the credentials, loads the cryptography library and compiles what signs: 30 ms that the first
    // download is spared.
    public Task PrepareAsync(CancellationToken cancellationToken) => Task.Run(
        () =>
        {
            // Credentials may take long, and where to ask is known without them.
            _ = _endpoints.Value;
            return FindAndSignAsync(new ObjectRequest("prepare", "prepare"), null, cancellationToken);
        },
        cancellationToken);

    public ValueTask<SignedSource> SignAsync(ObjectRequest request, string? etag, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var held = _credentials is null ? HeldCredentials.Anonymous : _credentials.Fresh(now);
        return held is not null && _endpoints.IsValueCreated && _endpoints.Value.Known(request.Bucket) is { } endpoint
            ? ValueTask.FromResult(Sign(request, etag, held, endpoint))
            : new ValueTask<SignedSource>(Task.Run(() => FindAndSignAsync(request, etag, cancellationToken), cancellationToken));
    }

    public async Task<PartLengthAnswer> FindPartLengthAsync(ObjectRequest request, string? etag, CancellationToken cancellationToken)
    {
        var question = await SignAsync(request with { PartNumber = 1 }, etag, cancellationToken);
        return await _partLengths.AskAsync(question.Source, cancellationToken);
    }

    public void RenewCredentials(SignedSource refused) => _credentials?.Refuse(refused.Generation);

    public bool MoveBucket(string bucket, string region) => _endpoints.Value.Move(bucket, region);

    public ValueTask DisposeAsync()
    {
        _credentials?.Dispose();
        _partLengths.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<HeldCredentials> HoldAsync(CancellationToken cancellationToken) =>
        _credentials?.GetAsync(cancellationToken) ?? Task.FromResult(HeldCredentials.Anonymous);

    private async Task<SignedSource> FindAndSignAsync(ObjectRequest request, string? etag, CancellationToken cancellationToken)
    {
        var held = await HoldAsync(cancellationToken);
        return Sign(request, etag, held, _endpoints.Value.Resolve(request.Bucket, held.InstanceRegion));
    }

    private SignedSource Sign(ObjectRequest request, string? etag, HeldCredentials held, BucketEndpoint endpoint)
    {
        var now = _time.GetUtcNow();
        var source = RequestSigner.Sign(request, etag, endpoint, held.Signing, now + ClockCorrection);
        var renewAfter = now + _settings.SignatureLifetime;

        // Credentials that have ended already are all there is (a source may extend them while it is down): no reason to sign again and
        // again.
        var endsBefore = held.Expires > now && held.Expires < renewAfter;
        return new SignedSource(source, endsBefore ? held.Expires : renewAfter, held.Signing?.Generation ?? 0, _endpoints.Value.Authority);
    }
}
