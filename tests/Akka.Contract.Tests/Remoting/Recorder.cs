using System.Threading.Channels;
using Akka.Actor;

namespace Akka.Contract.Remoting;

/// <summary>An actor that records what it is told, and whoever waits for it.</summary>
internal sealed class Recorder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<(object Message, IActorRef Sender)> _received = Channel.CreateUnbounded<(object, IActorRef)>();

    private readonly List<object> _skipped = [];

    public Recorder(ActorSystem system, string? name = null)
    {
        Ref = system.ActorOf(Props.Create(() => new RecordingActor(_received.Writer)), name);
    }

    public IActorRef Ref { get; }

    /// <summary>Sender of the message returned last.</summary>
    public IActorRef LastSender { get; private set; } = ActorRefs.Nobody;

    /// <summary>Lets the actor watch another.</summary>
    public void Watch(IActorRef other) => Ref.Tell(new RecordingActor.DoWatch(other));

    public void Unwatch(IActorRef other) => Ref.Tell(new RecordingActor.DoUnwatch(other));

    /// <summary>The next message of this type; others before it are skipped.</summary>
    public async Task<T> NextAsync<T>(Func<T, bool>? which = null)
    {
        using var timeout = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                var (message, sender) = await _received.Reader.ReadAsync(timeout.Token);
                if (message is T wanted && (which is null || which(wanted)))
                {
                    LastSender = sender;
                    return wanted;
                }

                _skipped.Add(message);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"No {typeof(T).Name} within {Patience}.");
            }
        }
    }

    /// <summary>Whether such a message came before one that was waited for.</summary>
    public bool Skipped<T>() => _skipped.Any(message => message is T);

    /// <summary>What has been recorded and not been asked for.</summary>
    public IReadOnlyList<object> Rest()
    {
        var rest = new List<object>();
        while (_received.Reader.TryRead(out var received))
        {
            rest.Add(received.Message);
        }

        return rest;
    }
}
