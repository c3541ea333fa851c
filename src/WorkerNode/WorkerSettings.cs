using System.Collections.Immutable;
using ActorDownloader.Configuration;
using ActorDownloader.WorkerNode.Fetching;
using ActorDownloader.WorkerNode.Leasing;
using Akka.Configuration;

namespace ActorDownloader.WorkerNode;

/// <summary>Everything that a worker reads from its configuration, in one place; no default is written here.</summary>
/// <param name="Slots">How many leases it holds at once.</param>
/// <param name="AllowedRoots">The directories below which it writes; anywhere if there are none.</param>
/// <param name="Timing">When it says what to the coordinator.</param>
/// <param name="Http">How it talks to origins.</param>
internal sealed record WorkerSettings(int Slots, ImmutableArray<string> AllowedRoots, WorkerTiming Timing, HttpSettings Http)
{
    private const string Section = "actor-downloader.worker";

    /// <exception cref="ConfigurationException">
    /// A value is missing or outside its range; the message names the key, the value and the range.
    /// </exception>
    public static WorkerSettings Create(Config config)
    {
        TimeSpan tenMilliseconds = TimeSpan.FromMilliseconds(
            10), second = TimeSpan.FromSeconds(1), minute = TimeSpan.FromMinutes(1), day = TimeSpan.FromDays(1);
        var worker = new SettingsReader(config, Section);
        return new WorkerSettings(
            worker.Int("slots", 1, 1024),
            Roots(worker),
            new WorkerTiming(
                worker.Time("progress-interval", tenMilliseconds, minute),
                worker.Time("register-interval", tenMilliseconds, minute),
                worker.Time("join-timeout", second, day),
                worker.Time("farewell-timeout", TimeSpan.Zero, minute)),
            CreateHttp(new SettingsReader(config, $"{Section}.http")));
    }

    private static HttpSettings CreateHttp(SettingsReader http)
    {
        TimeSpan tenth = TimeSpan.FromMilliseconds(100), second = TimeSpan.FromSeconds(1), hour = TimeSpan.FromHours(1);
        return new HttpSettings(
            http.Text("user-agent") is { } agent ? $"{agent}/{Version}" : Version,
            http.Time("connect-timeout", tenth, TimeSpan.FromMinutes(10)),
            http.Time("connection-lifetime", second, TimeSpan.FromDays(1)),
            http.Time("connection-idle-timeout", second, hour),
            http.Flag("use-proxy"),
            (int)http.Bytes("read-buffer", 64 * 1024, 16 * 1024 * 1024),
            new PaceLimits(
                http.Time("first-byte-timeout", tenth, hour),
                http.Time("stall-timeout", tenth, hour),
                http.Bytes("minimum-rate", 1, 1024 * 1024 * 1024)));
    }

    private static ImmutableArray<string> Roots(SettingsReader worker)
    {
        ImmutableArray<string> roots = [.. worker.Texts("allowed-roots")];
        return roots.FirstOrDefault(root => !Path.IsPathFullyQualified(root)) is { } relative
            ? throw new ConfigurationException($"{Section}.allowed-roots has {relative}: expected absolute paths.")
            : roots;
    }

    private static string Version => typeof(WorkerSettings).Assembly.GetName().Version!.ToString(3);
}
