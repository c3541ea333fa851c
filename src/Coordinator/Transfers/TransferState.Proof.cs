using System.Collections.Immutable;
using ActorDownloader.Integrity;
using ActorDownloader.Messages;

namespace ActorDownloader.Transfers;

/// <content>How the bytes are compared with what the origin says of them.</content>
internal sealed partial record TransferState
{
    private const string PartLengthKey = "part-length";

    /// <summary>What the bytes will be compared with; null until the object was discovered.</summary>
    public ObjectProof? Proof { get; private init; }

    /// <summary>The length of the object's parts, where the proof needs it and the origin has told it.</summary>
    private long? PartLength { get; init; }

    /// <summary>How often the question for it has failed.</summary>
    private ChunkTrouble PartLengthTrouble { get; init; }

    /// <summary>Chooses the proof as soon as the object is known. What it needs to know is asked for while chunks are fetched.</summary>
    private (TransferState, ImmutableArray<TransferEffect>) ChooseProof(ObjectFacts found)
    {
        var proof = ObjectProof.Of(found, Terms.ChecksumMode, Terms.ETagIsMd5);
        var next = this with { Proof = proof };
        return proof switch
        {
            ObjectProof.Missing missing when Terms.ChecksumMode is ChecksumMode.Required => next.Fail(NotVerifiable(missing.Reason)),
            ObjectProof.OfFile { NeedsPartLength: true } => (next, [next.AskPartLength()]),
            _ => (next, []),
        };
    }

    private TransferEffect.FindPartLength AskPartLength() => new(PinnedVersion, PinnedETag);

    private (TransferState, ImmutableArray<TransferEffect>) OnPartLength(long length)
    {
        if (Proof is not ObjectProof.OfFile { Parts: { } parts } || Object is not { } found)
        {
            return (this, []);
        }

        // All parts but the last are of one length, in every uploader that is known; S3 itself asks no more of them than 5 MiB.
        var fits = length > 0 && ((found.Length - 1) / length) + 1 == parts;
        return (fits
            ? this with { PartLength = length }
            : this with
            {
                Proof = new ObjectProof.Missing(
                    $"The origin reported a checksum of {parts} parts' checksums, and the parts are not all of the first "
                        + $"one's {length} bytes.")
            }).Settle();
    }

    private (TransferState, ImmutableArray<TransferEffect>) OnPartLengthUnknown(FetchFailure failure, double chance)
    {
        switch (Terms.Retry.Decide(failure, PartLengthTrouble.Failures + 1, PartLengthTrouble.LastPause, chance))
        {
            case RetryDecision.Retry retry:
                return (this with
                {
                    PartLengthTrouble = PartLengthTrouble with { Failures = PartLengthTrouble.Failures + 1, LastPause = retry.Pause }
                },
                    [new TransferEffect.Wake(PartLengthKey, new TransferEvent.PartLengthDue(), retry.Pause)]);
            default:
                return (this with
                {
                    Proof = new ObjectProof.Missing(
                        $"The origin reported a checksum of parts' checksums and did not tell the parts' length: {failure.Message}")
                }).Settle();
        }
    }

    /// <summary>Ends the running phase when every byte is in the file and nothing else touches it.</summary>
    private (TransferState, ImmutableArray<TransferEffect>) Settle()
    {
        if (Phase is not TransferPhase.Running || Preallocating || Plan is not { } plan || Fetched.Count < plan.Count)
        {
            return (this, []);
        }

        if (Fence is WriteFence.Open && !Contested.IsEmpty)
        {
            return CloseFence();
        }

        if (Fence is WriteFence.Closing or WriteFence.Rereading)
        {
            return (this, []);
        }

        switch (Proof)
        {
            case ObjectProof.OfChunks proof:
                var algorithm = Object!.ChunkChecksum.Algorithm();
                var computed = algorithm.ToBase64(Fetched.Whole.Checksum);
                return computed == proof.Reported.Value
                    ? Publish(new ObjectValidation(algorithm.Name.ToUpperInvariant(), null))
                    : OnMismatch(Mismatch(proof.Reported.Algorithm, computed, proof.Reported.Value));
            case ObjectProof.OfFile { NeedsPartLength: true } when PartLength is null:
                return (this, []);
            case ObjectProof.OfFile proof:
                return (this with { Phase = TransferPhase.Verifying },
                    [
                        new TransferEffect.Withdraw(),
                        new TransferEffect.SumFile(
                            Path!,
                            plan.ObjectLength,
                            proof.Algorithm,
                            proof.Parts is null ? null : PartLength ?? Math.Max(1, plan.ObjectLength))
                    ]);
            case ObjectProof.Missing missing when Terms.ChecksumMode is ChecksumMode.Required:
                return Fail(NotVerifiable(missing.Reason));
            case ObjectProof.Missing missing:
                return Publish(new ObjectValidation(null, missing.Reason));
            default:
                throw new InvalidOperationException($"Unknown proof {Proof}.");
        }
    }

    private (TransferState, ImmutableArray<TransferEffect>) OnSummed(string computed)
    {
        var proof = (ObjectProof.OfFile)Proof!;
        var name = FileChecksum.NameOf(proof.Algorithm);
        return computed == proof.Expected
            ? Publish(new ObjectValidation(name, null))
            : OnMismatch(Mismatch(name, computed, proof.Expected));
    }

    private (TransferState, ImmutableArray<TransferEffect>) Publish(ObjectValidation validation)
    {
        ImmutableArray<TransferEffect> publish = [new TransferEffect.Publish(
            Path!, Object!.Length, new ChunkChecksum(Object.ChunkChecksum, Fetched.Whole.Checksum), Fence is WriteFence.GivenUp)];
        return (this with { Phase = TransferPhase.Publishing, Validation = validation },
            Phase is TransferPhase.Running ? publish.Insert(0, new TransferEffect.Withdraw()) : publish);
    }

    private static TransferFailure NotVerifiable(string reason) =>
        new(DownloadErrorKind.NotVerifiable, reason + " Checksum mode 'required' therefore fails; 'auto' accepts it.");

    private static TransferFailure Mismatch(string algorithm, string computed, string reported) =>
        new(DownloadErrorKind.ChecksumMismatch, $"The bytes have the {algorithm} {computed}; the origin reported {reported}.");
}
