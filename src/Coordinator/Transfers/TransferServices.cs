using Akka.Actor;
using ActorDownloader.Destinations;
using ActorDownloader.ObjectStore;

namespace ActorDownloader.Transfers;

/// <summary>What every transfer's actor works with. All of it is shared but <paramref name="Random"/>, which one thread at a time may use.</summary>
internal sealed record TransferServices(
    IActorRef Scheduler,
    IObjectStore ObjectStore,
    IDestination Destination,
    TransferSettings Settings,
    TimeProvider TimeProvider,
    Random Random);
