using System.Diagnostics;
using Akka.Actor;

namespace Akka.Contract.Actors;

public sealed class ReceiveTimeoutSpecs : ActorContract
{
    [Fact]
    public void It_comes_when_no_message_does()
    {
        Sys.ActorOf(Props.Create(() => new Waiting(TestActor, Moment)));

        ExpectMsg<ReceiveTimeout>();
    }

    [Fact]
    public void It_comes_again_until_it_is_switched_off()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Waiting(TestActor, Moment)));

        ExpectMsg<ReceiveTimeout>();
        ExpectMsg<ReceiveTimeout>();
        actor.Tell("off");
        FishForMessage(message => message is "off");

        LetTimePass(200);
        actor.Tell("fence");
        // One may have been on its way when it was switched off.
        var late = 0;
        FishForMessage(message =>
        {
            late += message is ReceiveTimeout ? 1 : 0;
            return message is "fence";
        });
        Assert.InRange(late, 0, 1);
    }

    [Fact]
    public void A_message_puts_it_off()
    {
        var timeout = TimeSpan.FromMilliseconds(400);
        var actor = Sys.ActorOf(Props.Create(() => new Waiting(TestActor, timeout)));

        // A stall between timer and mailbox can spoil an attempt; without the feature all of them fail.
        AwaitAssert(() =>
        {
            actor.Tell("ping");
            LetTimePass(200);
            actor.Tell("ping");
            var last = 0L;
            FishForMessage(message =>
            {
                last = message is "ping" ? Stopwatch.GetTimestamp() : last;
                return message is ReceiveTimeout;
            });
            Assert.InRange(Stopwatch.GetElapsedTime(last), timeout * 0.8, Patient);
        });
    }

    [Fact]
    public void A_message_that_says_so_does_not_put_it_off()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Waiting(TestActor, TimeSpan.FromMilliseconds(300))));
        using var ticking = new Timer(_ => actor.Tell(new Transparent()), null, 0, 10);

        ExpectMsg<ReceiveTimeout>();
    }

    [Fact]
    public void It_can_be_read()
    {
        var actor = Sys.ActorOf(Props.Create(() => new Waiting(TestActor, TimeSpan.FromHours(1))));

        actor.Tell("read");
        actor.Tell("off");
        actor.Tell("read");

        ExpectMsg(TimeSpan.FromHours(1));
        ExpectMsg("off");
        ExpectMsg("none");
    }

    private static void LetTimePass(int milliseconds)
    {
        using var never = new ManualResetEventSlim();
        never.Wait(milliseconds);
    }

    private sealed class Transparent : INotInfluenceReceiveTimeout;

    private sealed class Waiting : UntypedActor
    {
        private readonly IActorRef _probe;

        public Waiting(IActorRef probe, TimeSpan timeout)
        {
            _probe = probe;
            Context.SetReceiveTimeout(timeout);
        }

        protected override void OnReceive(object message)
        {
            switch (message)
            {
                case Transparent:
                    break;
                case "read":
                    _probe.Tell(Context.ReceiveTimeout is { } timeout ? timeout : "none");
                    break;
                case "off":
                    SetReceiveTimeout(null);
                    _probe.Tell(message);
                    break;
                default:
                    _probe.Tell(message);
                    break;
            }
        }
    }
}
