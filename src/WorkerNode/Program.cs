using ActorDownloader.WorkerNode;
using ActorDownloader.WorkerNode.Hosting;

SharedFrameworkLibraries.Offer();

// Exit, not return: a thread of the actor system that is still busy must not keep a worker alive whose coordinator is gone.
Environment.Exit(await WorkerHost.RunAsync(args));
