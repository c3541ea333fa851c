using Akka.Actor;
using ActorDownloader.Messages;
using ActorDownloader.Planning;
using ActorDownloader.Scheduling;

namespace ActorDownloader.Transfers;

/// <summary>What the actors of one coordinator say to each other about transfers. Never leaves the process.</summary>
internal static class TransferProtocol
{
    /// <summary>Downloader → coordinator: a caller waits for this.</summary>
    internal sealed record Begin(Transfer Transfer) : INoSerializationVerificationNeeded;

    /// <summary>Downloader → coordinator → transfer: the caller does not want it any more. May come at any time, and twice.</summary>
    internal sealed record Cancel(TransferId Transfer) : INoSerializationVerificationNeeded;

    /// <summary>
    /// Downloader → coordinator: all transfers have ended and the actors are about to; the scheduler's end is none to tell of.
    /// </summary>
    internal sealed record Close : INoSerializationVerificationNeeded;

    /// <summary>Transfer → scheduler: fetch these. Events about them go to the sender.</summary>
    internal sealed record OfferChunks(
        TransferId Transfer, Offer Offer, IndexRanges Chunks, WorkerId? Avoid, bool IsRetry = false, bool OwnConnection = false)
        : INoSerializationVerificationNeeded;

    /// <summary>Transfer → scheduler: use this signature from now on.</summary>
    internal sealed record RenewSource(TransferId Transfer, ObjectSource Source) : INoSerializationVerificationNeeded;

    /// <summary>Downloader → coordinator → transfer: the caller wants to go on later. Otherwise as <see cref="Cancel"/>.</summary>
    internal sealed record Pause(TransferId Transfer) : INoSerializationVerificationNeeded;

    /// <summary>
    /// Transfer → scheduler: nothing is wanted any more. Harmless to repeat. With <paramref name="Answer"/> the sender is told Withdrawn,
    /// behind all that it is told of what it had offered.
    /// </summary>
    internal sealed record Release(TransferId Transfer, bool Answer = false) : INoSerializationVerificationNeeded;

    /// <summary>
    /// Transfer → scheduler: nothing is wanted any more, and tell me Fenced when nobody writes to my file. If somebody was stopped or cut
    /// off that may be never.
    /// </summary>
    internal sealed record Fence(TransferId Transfer) : INoSerializationVerificationNeeded;

    /// <summary>Coordinator → transfer, at intervals: see whether the signature is to be renewed.</summary>
    internal sealed class SignatureCheckDue : INoSerializationVerificationNeeded, INotInfluenceReceiveTimeout
    {
        public static readonly SignatureCheckDue Instance = new();
    }

    /// <summary>Scheduler → transfer, and a transfer's own work → transfer.</summary>
    internal sealed record Happened(TransferEvent Event) : INoSerializationVerificationNeeded;
}
