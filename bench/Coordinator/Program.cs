using ActorDownloader.CoordinatorBench;

// All, or those that are named.
foreach (var name in args is [] ? ["workers", "chunks", "queue"] : args)
{
    switch (name)
    {
        case "workers": SchedulerScale.Run(); break;
        case "chunks": ChunkCost.Run(); break;
        case "queue": await QueueMemory.RunAsync(); break;
        default: throw new ArgumentException($"{name}: expected workers, chunks or queue.");
    }
}
