using Xunit;

namespace ActorDownloader.Testing;

/// <summary>Waits for facts that no event announces.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Waits until it is so; fails the test if that takes far longer than it could.</summary>
    public static async Task IsTrueAsync(Func<bool> fact, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!fact())
        {
            try
            {
                await poll.WaitForNextTickAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"Still not: {what}.");
            }
        }
    }

    /// <summary>A task that must end.</summary>
    public static Task InTimeAsync(this Task task) => task.WaitAsync(Patience * 2);

    /// <summary>The result of a task that must end.</summary>
    public static Task<T> InTimeAsync<T>(this Task<T> task) => task.WaitAsync(Patience * 2);
}
