using Akka.Actor;
using ActorDownloader.Messages;
using ActorDownloader.ObjectStore;

namespace ActorDownloader.Transfers;

/// <content>Signatures, and what refused ones teach.</content>
internal sealed partial class TransferActor
{
    /// <summary>
    /// Credentials may have expired by the time that a signature arrives; they are not asked for again more often than this.
    /// </summary>
    private static readonly TimeSpan ShortestLifetime = TimeSpan.FromSeconds(1);

    private SignedSource? _signed;
    private DateTimeOffset? _staleAt;

    private void OnSigned(Signed signed)
    {
        _signed = signed.Source;
        var lifetime = signed.Source.RenewAfter - _services.TimeProvider.GetUtcNow();
        On(new TransferEvent.SourceSigned(signed.Number, signed.Source.Source, lifetime > ShortestLifetime ? lifetime : ShortestLifetime));
    }

    private void Sign(TransferEffect.Sign sign)
    {
        if (sign.Refusal is { } refusal && _signed is { } refused)
        {
            LearnFrom(refusal, refused);
        }

        SignAsync(sign).PipeTo(Self);
    }

    private void LearnFrom(FetchFailure refusal, SignedSource refused)
    {
        if (refusal.Region is { } region)
        {
            _services.ObjectStore.MoveBucket(_transfer.Request.Bucket, region);
        }
        else if (refusal.OriginTime is { } originTime)
        {
            _services.ObjectStore.ClockCorrection = originTime - _services.TimeProvider.GetUtcNow();
        }
        else
        {
            _services.ObjectStore.RenewCredentials(refused);
        }
    }

    private async Task<object> SignAsync(TransferEffect.Sign sign)
    {
        try
        {
            var request = _services.Settings.ObjectRequestFor(_transfer.Request, sign.VersionId);
            return new Signed(sign.Number, await _services.ObjectStore.SignAsync(request, sign.ETag, _stopped.Token));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new TransferProtocol.Happened(new TransferEvent.SigningFailed(TransferOutcome.FailureOf(e)));
        }
    }

    private async Task<TransferEvent> FindPartLengthAsync(TransferEffect.FindPartLength wanted)
    {
        try
        {
            var request = _services.Settings.ObjectRequestFor(_transfer.Request, wanted.VersionId);
            var answer = await _services.ObjectStore.FindPartLengthAsync(request, wanted.ETag, _stopped.Token);
            return answer.Length is { } length
                ? new TransferEvent.PartLengthFound(length, wanted.ETag)
                : new TransferEvent.PartLengthUnknown(answer.Failure!, wanted.ETag);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new TransferEvent.PartLengthUnknown(new FetchFailure(FetchFailureKind.Unknown, e.Message), wanted.ETag);
        }
    }

    private sealed record Signed(int Number, SignedSource Source) : INoSerializationVerificationNeeded;
}
