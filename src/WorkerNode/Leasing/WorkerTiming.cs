namespace ActorDownloader.WorkerNode.Leasing;

/// <summary>When a worker says what to its coordinator.</summary>
/// <param name="ProgressInterval">Between two reports on the leases in progress.</param>
/// <param name="RegisterInterval">Between two attempts to reach a coordinator that has not answered.</param>
/// <param name="JoinTimeout">After which no further attempt is made.</param>
/// <param name="FarewellTimeout">For the last messages on their way.</param>
internal sealed record WorkerTiming(TimeSpan ProgressInterval, TimeSpan RegisterInterval, TimeSpan JoinTimeout, TimeSpan FarewellTimeout);
