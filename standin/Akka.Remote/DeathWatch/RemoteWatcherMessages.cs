using Akka.Actor;
using Akka.Event;
using Akka.Remote.Associations;

namespace Akka.Remote.DeathWatch;

/// <summary>Local: a watcher here wants to know when a remote actor terminates. May be repeated.</summary>
internal sealed record WatchRemote(IInternalActorRef Watchee, IInternalActorRef Watcher) : INoSerializationVerificationNeeded;

/// <summary>Local: a watcher here lost interest. May be repeated.</summary>
internal sealed record UnwatchRemote(IInternalActorRef Watchee, IInternalActorRef Watcher) : INoSerializationVerificationNeeded;

/// <summary>Watching system to watched system: are you alive? Lost ones are part of the protocol.</summary>
internal sealed record Heartbeat : IUrgentMessage, IDeadLetterSuppression
{
    public static readonly Heartbeat Instance = new();

    private Heartbeat()
    {
    }
}

/// <summary>Watched system to watching system: this incarnation is.</summary>
internal sealed record HeartbeatResponse(int Uid) : IUrgentMessage, IDeadLetterSuppression;
