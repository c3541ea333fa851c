using System.Diagnostics;
using System.Globalization;
using Akka.Actor;

namespace RemotingBench;

/// <summary>A cold process: from <c>ActorSystem.Create</c> to the first reply from elsewhere. Writes the milliseconds.</summary>
internal static class FirstReplyProcess
{
    public static async Task<int> RunAsync(string address)
    {
        var start = Stopwatch.GetTimestamp();
        var system = Systems.Create("first");
        await system.ActorSelection(address).Ask<Ball>(new Ball(1), TimeSpan.FromSeconds(30));
        Console.WriteLine(Stopwatch.GetElapsedTime(start).TotalMilliseconds.ToString(CultureInfo.InvariantCulture));
        await system.Terminate();
        return 0;
    }
}
