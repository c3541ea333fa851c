using ActorDownloader.Messages;

namespace ActorDownloader.Scheduling;

public class WorkerAdmissionSpecs
{
    private static readonly WorkerProtocol.Register Register = new(
        new WorkerId(Guid.NewGuid()), WorkerProtocol.Version, 1, "host", 4, null);

    [Fact]
    public void A_local_worker_is_known_by_its_ticket()
    {
        var admission = new WorkerAdmission("local", "join");

        Assert.Equal(new WorkerAdmission.Verdict.Admitted(12), admission.Judge(Register with { Ticket = admission.TicketFor(12) }));
    }

    [Fact]
    public void Another_protocol_version_is_refused_and_both_are_named()
    {
        var refused = Assert.IsType<WorkerAdmission.Verdict.Refused>(
            new WorkerAdmission("local", null).Judge(Register with { ProtocolVersion = 99 }));

        Assert.Contains("99", refused.Reason, StringComparison.Ordinal);
        Assert.Contains($"coordinator {WorkerProtocol.Version}", refused.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    [InlineData("12.wrong")]
    public void Without_the_join_secret_nobody_joins(string? ticket) =>
        Assert.IsType<WorkerAdmission.Verdict.Refused>(new WorkerAdmission("local", "join").Judge(Register with { Ticket = ticket }));

    [Fact]
    public void With_the_join_secret_a_worker_joins() =>
        Assert.Equal(
            new WorkerAdmission.Verdict.Admitted(null), new WorkerAdmission("local", "join").Judge(Register with { Ticket = "join" }));

    [Fact]
    public void Where_no_secret_is_asked_for_a_worker_joins() =>
        Assert.Equal(new WorkerAdmission.Verdict.Admitted(null), new WorkerAdmission("local", null).Judge(Register));

    [Fact]
    public void A_worker_without_slots_is_refused() =>
        Assert.IsType<WorkerAdmission.Verdict.Refused>(new WorkerAdmission("local", null).Judge(Register with { Slots = 0 }));

    [Fact]
    public void The_secrets_are_not_printed() =>
        Assert.DoesNotContain("join", new WorkerAdmission("local", "join").ToString(), StringComparison.Ordinal);
}
