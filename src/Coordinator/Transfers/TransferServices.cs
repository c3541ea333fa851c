using Akka.Actor;
using ActorDownloader.Destinations;
using ActorDownloader.ObjectStore;

namespace ActorDownloader.Transfers;

/// <summary>What every transfer's actor works with. All of it is shared, and safe from any thread.</summary>
internal sealed record TransferServices(
    IActorRef Scheduler,
    IObjectStore ObjectStore,
    IDestination Destination,
    TransferSettings Settings,
    TimeProvider TimeProvider,
    Random Random);
