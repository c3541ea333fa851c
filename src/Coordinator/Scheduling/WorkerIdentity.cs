using ActorDownloader.Messages;

namespace ActorDownloader.Scheduling;

/// <summary>A worker as people know it.</summary>
internal sealed record WorkerIdentity(WorkerId Id, string Host, int ProcessId)
{
    public override string ToString() => $"process {ProcessId} on {Host}";
}
