using Akka.Event;

namespace ActorDownloader.Logging;

public class StandardErrorLoggerSpecs
{
    [Fact]
    public void An_event_is_time_level_source_and_message() => Assert.Matches(
        @"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z WARNING akka://system/user/actor: said$",
        StandardErrorLogger.Format(new Warning("akka://system/user/actor", typeof(object), "said")));

    [Fact]
    public void The_cause_follows() => Assert.EndsWith(
        $"failed{Environment.NewLine}System.InvalidOperationException: the cause",
        StandardErrorLogger.Format(
            new Warning(new InvalidOperationException("the cause"), "akka://system/user/actor", typeof(object), "failed")),
        StringComparison.Ordinal);

    [Fact]
    public void A_peer_that_vanishes_is_one_line() => Assert.EndsWith(
        ": gated. Reason is: [Disassociated",
        StandardErrorLogger.Format(new Warning(
            new InvalidOperationException("Disassociated"),
            "akka.tcp://system@host:1/system/endpointManager/writer-1",
            typeof(object),
            "gated. Reason is: [Disassociated\n   at Akka.Remote]")),
        StringComparison.Ordinal);
}
