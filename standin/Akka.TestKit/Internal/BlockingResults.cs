namespace Akka.TestKit.Internal;

/// <summary>Results of tasks that are complete, because whoever made them was told to block.</summary>
internal static class BlockingResults
{
    public static T Result<T>(this ValueTask<T> completed)
    {
        // As a task, because a value task may be asked for its result only when it is known to be complete.
        return completed.AsTask().GetAwaiter().GetResult();
    }

    public static void Result(this ValueTask completed) => completed.AsTask().GetAwaiter().GetResult();

    public static List<T> Result<T>(this IAsyncEnumerable<T> completed) => [.. completed.ToBlockingEnumerable()];

    /// <summary>Waits: on this thread if <paramref name="block"/>, so that the returned task is complete.</summary>
    public static async ValueTask Pause(TimeSpan time, bool block, CancellationToken cancellationToken)
    {
        if (!block) await Task.Delay(time, cancellationToken);
        else if (cancellationToken.WaitHandle.WaitOne(time)) cancellationToken.ThrowIfCancellationRequested();
    }
}
