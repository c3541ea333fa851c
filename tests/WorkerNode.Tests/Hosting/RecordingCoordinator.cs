using System.Threading.Channels;
using ActorDownloader.Messages;
using Akka.Actor;

namespace ActorDownloader.WorkerNode.Hosting;

/// <summary>A coordinator's system that decides nothing: it keeps what workers say, for a spec to hear and answer.</summary>
internal sealed class RecordingCoordinator : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly Channel<(object Message, IActorRef Sender)> _heard = Channel.CreateUnbounded<(object, IActorRef)>();
    private readonly ActorSystem _system = ActorSystem.Create(WorkerProtocol.CoordinatorSystem, WorkerConfig.Reference);

    public RecordingCoordinator() => Scheduler = _system.ActorOf(Props.Create<Recorder>(_heard.Writer), "scheduler");

    /// <summary>Where workers register; answers come from it.</summary>
    public IActorRef Scheduler { get; }

    public string Address => ((ExtendedActorSystem)_system).Provider.DefaultAddress.ToString();

    /// <summary>The next message of this kind, and who sent it; others before it are lost.</summary>
    public async Task<(T Message, IActorRef Sender)> HearAsync<T>()
    {
        while (true)
        {
            var (message, sender) = await _heard.Reader.ReadAsync().AsTask().WaitAsync(Patience);
            if (message is T wanted)
                return (wanted, sender);
        }
    }

    /// <summary>Takes in the next worker.</summary>
    public async Task<(WorkerProtocol.Register Register, IActorRef Worker)> WelcomeAsync()
    {
        var (register, worker) = await HearAsync<WorkerProtocol.Register>();
        worker.Tell(new WorkerProtocol.Registered(register.Worker), Scheduler);
        await HearAsync<ChunkProtocol.Demand>();
        return (register, worker);
    }

    /// <summary>Ends the actor that workers talk to, in order.</summary>
    public void Stop() => _system.Stop(Scheduler);

    public async ValueTask DisposeAsync() => await _system.Terminate();

    private sealed class Recorder : ReceiveActor
    {
        public Recorder(ChannelWriter<(object, IActorRef)> heard) => ReceiveAny(message => heard.TryWrite((message, Sender)));
    }
}
