namespace ActorDownloader.Transfers;

/// <summary>What went wrong with a chunk so far.</summary>
/// <param name="Failures">How often a worker reported that it could not fetch it.</param>
/// <param name="Losses">How often the worker that held it was gone.</param>
/// <param name="LastPause">The pause before its last attempt.</param>
internal readonly record struct ChunkTrouble(int Failures, int Losses, TimeSpan LastPause);
