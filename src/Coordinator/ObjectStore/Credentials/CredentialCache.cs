using ActorDownloader.ObjectStore.Signing;

namespace ActorDownloader.ObjectStore.Credentials;

/// <summary>
/// The current credentials. They are got once for all who wait, asked for again now and then (the SDK renews them early, and only when
/// asked),
/// and got anew when an origin refused them. Any thread may use it.
/// </summary>
/// <param name="find">Searches for a source.</param>
/// <param name="settings">Intervals and limits.</param>
/// <param name="time">The clock.</param>
internal sealed class CredentialCache(
    Func<CancellationToken, Task<ICredentialSource>> find, S3Settings settings, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();

    // Never disposed: it has no timer, and a late caller must find it cancelled.
    private readonly CancellationTokenSource _lifetime = new();

    // Read without the lock; all else below is the lock's.
    private volatile HeldCredentials? _held;
    private SigningCredentials? _latest;
    private ICredentialSource? _source;
    private Task<HeldCredentials>? _getting;
    private DateTimeOffset _noRetryBefore;

    /// <summary>The credentials, if they need not be asked for.</summary>
    public HeldCredentials? Fresh(DateTimeOffset now) => _held is { } held && now < held.FreshUntil ? held : null;

    /// <exception cref="ObjectStoreException">There are none. The same failure is given to all who ask within a while.</exception>
    public Task<HeldCredentials> GetAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (Fresh(now) is { } held)
            {
                return Task.FromResult(held);
            }

            if (_getting is not { IsCompleted: false } && !(_getting is { IsFaulted: true } && now < _noRetryBefore))
            {
                _getting = Task.Run(RenewAsync, CancellationToken.None);
            }

            return _getting!.WaitAsync(cancellationToken);
        }
    }

    /// <summary>An origin refused the credentials of this generation: unless they are gone already, get others.</summary>
    public void Refuse(int generation)
    {
        lock (_gate)
        {
            if (_held?.Signing?.Generation != generation)
            {
                return;
            }

            // A source that never changes is no use any more; the place where it was found may hold other keys by now.
            if (_source is { IsFixed: true })
            {
                _source = null;
            }

            _source?.Discard();
            _held = null;
        }
    }

    /// <summary>Ends the waiting of all who wait.</summary>
    public void Dispose() => _lifetime.Cancel();

    private async Task<HeldCredentials> RenewAsync()
    {
        try
        {
            return await GetFromSourceAsync(_lifetime.Token).WaitAsync(settings.CredentialsTimeout, time, _lifetime.Token);
        }
        catch (ObjectStoreException e)
        {
            return HoldOnOrFail(e);
        }
        catch (TimeoutException)
        {
            return HoldOnOrFail(CredentialsMissing.Late(settings.CredentialsTimeout));
        }
    }

    private async Task<HeldCredentials> GetFromSourceAsync(CancellationToken cancellationToken)
    {
        var place = "AWS's settings";
        try
        {
            var source = Volatile.Read(ref _source) ?? await find(cancellationToken);
            place = source.Description;
            return Hold(source, await source.GetAsync());
        }
        catch (Exception e) when (e is not (ObjectStoreException or OperationCanceledException))
        {
            throw CredentialsMissing.Failed(place, e);
        }
    }

    private HeldCredentials Hold(ICredentialSource source, SourcedKey sourced)
    {
        lock (_gate)
        {
            if (_latest?.AccessKey != sourced.Key)
            {
                _latest = new SigningCredentials(sourced.Key, (_latest?.Generation ?? 0) + 1);
            }

            _source = source;
            var askAgain = source.IsFixed ? DateTimeOffset.MaxValue : NextQuestion(time.GetUtcNow(), sourced.Expires);
            return _held = new HeldCredentials(_latest, source.InstanceRegion, askAgain, sourced.Expires ?? DateTimeOffset.MaxValue);
        }
    }

    private DateTimeOffset NextQuestion(DateTimeOffset now, DateTimeOffset? expires)
    {
        var next = now + settings.CredentialsCheckInterval;
        return expires > now && expires < next ? expires.Value : next;
    }

    // Credentials that could not be renewed serve until they end.
    private HeldCredentials HoldOnOrFail(ObjectStoreException failure)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            _noRetryBefore = now + settings.CredentialsRetryDelay;
            return _held is { } held && now < held.Expires ? _held = held with { FreshUntil = _noRetryBefore } : throw failure;
        }
    }
}
