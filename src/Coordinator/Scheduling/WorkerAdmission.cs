using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ActorDownloader.Messages;

namespace ActorDownloader.Scheduling;

/// <summary>Who may join the pool. Pure: the secrets come in as arguments.</summary>
/// <param name="LocalSecret">Known to this coordinator and to the processes that it starts.</param>
/// <param name="JoinSecret">What workers started by hand must know; null where none is asked for.</param>
internal sealed record WorkerAdmission(string LocalSecret, string? JoinSecret)
{
    /// <summary>The ticket of a local worker process: its number, then the secret.</summary>
    public string TicketFor(int member) => string.Create(CultureInfo.InvariantCulture, $"{member}.{LocalSecret}");

    /// <summary>Admits or refuses.</summary>
    public Verdict Judge(WorkerProtocol.Register register)
    {
        if (register.ProtocolVersion != WorkerProtocol.Version)
        {
            return new Verdict.Refused(
                $"The worker speaks protocol version {register.ProtocolVersion}, this coordinator {WorkerProtocol.Version}. Start a "
                    + "worker of the coordinator's release.");
        }

        if (register.Slots < 1)
        {
            return new Verdict.Refused($"A worker offers at least 1 slot; {register.Slots} were offered.");
        }

        if (register.Ticket?.Split('.', 2) is [var number, var secret]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var member)
            && IsSame(secret, LocalSecret))
        {
            return new Verdict.Admitted(member);
        }

        return JoinSecret is null || (register.Ticket is { } ticket && IsSame(ticket, JoinSecret))
            ? new Verdict.Admitted(null)
            : new Verdict.Refused(
                "The join secret is missing or wrong. Give the worker the coordinator's actor-downloader.coordinator.join-secret.");
    }

    public override string ToString() => nameof(WorkerAdmission);

    private static bool IsSame(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));

    /// <summary>The decision about a worker.</summary>
    internal abstract record Verdict
    {
        /// <summary>It is in; <paramref name="LocalMember"/> is its number if this coordinator started it.</summary>
        internal sealed record Admitted(int? LocalMember) : Verdict;

        /// <summary>It cannot join.</summary>
        internal sealed record Refused(string Reason) : Verdict;
    }
}
