namespace ActorDownloader.Messages;

/// <summary>How a worker joins a coordinator and leaves it.</summary>
public static class WorkerProtocol
{
    /// <summary>
    /// The version of this contract. Raised when an older peer could misread a newer one; a mismatch is refused at <see cref="Register"/>.
    /// </summary>
    public const int Version = 1;

    /// <summary>The coordinator's system and the path of the actor that workers talk to.</summary>
    public const string CoordinatorSystem = "actor-downloader";

    /// <summary>The name of every worker's actor system.</summary>
    public const string WorkerSystem = "actor-downloader-worker";

    /// <summary>Where, in the coordinator's system, workers register.</summary>
    public const string RegistrationPath = "/user/scheduler";

    /// <summary>
    /// Worker → coordinator: "I am here." Sent again until answered; repeating it is harmless.
    /// The coordinator watches the sender and may lease to it from now on.
    /// </summary>
    /// <param name="Worker">This life of the process.</param>
    /// <param name="ProtocolVersion">The sender's <see cref="Version"/>.</param>
    /// <param name="ProcessId">The process id on <paramref name="Host"/>; shown to people.</param>
    /// <param name="Host">The machine's name; shown to people.</param>
    /// <param name="Slots">How many leases it will hold at once; more than 0.</param>
    /// <param name="Ticket">
    /// Proof that the coordinator started this process itself, or the join secret; null where none is asked for.
    /// </param>
    public sealed record Register(WorkerId Worker, int ProtocolVersion, int ProcessId, string Host, int Slots, string? Ticket)
        : IWireMessage
    {
        /// <summary>Everything but the ticket, which is a secret.</summary>
        public override string ToString() =>
            $"Register {{ Worker = {Worker}, ProtocolVersion = {ProtocolVersion}, ProcessId = {ProcessId}, Host = {Host}, Slots "
                + $"= {Slots} }}";
    }

    /// <summary>
    /// Coordinator → worker: "You are in." The answer to each <see cref="Register"/> that is accepted, repeated ones too.
    /// </summary>
    public sealed record Registered(WorkerId Worker) : IWireMessage;

    /// <summary>Coordinator → worker: "You cannot join, and asking again will not help." The worker exits with the reason.</summary>
    /// <param name="Worker">Who was refused.</param>
    /// <param name="Reason">Why, and what to do, for a person; names both versions where they differ.</param>
    public sealed record RegistrationRefused(WorkerId Worker, string Reason) : IWireMessage;

    /// <summary>Coordinator → worker: take no more leases, end those you hold, leave, exit. Safe to repeat.</summary>
    public sealed record Drain(WorkerId Worker) : IWireMessage;

    /// <summary>
    /// Worker → coordinator: "I hold no lease and am going." Losing it costs only the time until the coordinator sees the worker gone.
    /// </summary>
    public sealed record Leave(WorkerId Worker) : IWireMessage;
}
