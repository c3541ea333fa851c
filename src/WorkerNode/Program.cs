using ActorDownloader.WorkerNode;

// Exit, not return: a thread of the actor system that is still busy must not keep a worker alive whose coordinator is gone.
Environment.Exit(await WorkerHost.RunAsync(args));
