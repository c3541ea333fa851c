using ActorDownloader.ObjectStore;
using ActorDownloader.WorkerNode;

namespace ActorDownloader.Configuration;

/// <summary>The example configurations are ones to start from.</summary>
public class ExampleConfigSpecs
{
    [Theory]
    [InlineData("local.conf")]
    [InlineData("coordinator.conf")]
    [InlineData("worker.conf")]
    public void An_example_is_short_and_every_key_of_it_is_known(string name)
    {
        var reference = EffectiveConfig.Reference;
        var example = Akka.Configuration.ConfigurationFactory.ParseString(Read(name));

        Assert.True(Read(name).Split('\n').Length <= 31, "An example has at most 30 lines.");
        var keys = KeysOf(example.Root.GetObject(), "").ToArray();
        Assert.NotEmpty(keys);
        Assert.All(
            keys.Where(key => key.StartsWith("actor-downloader.", StringComparison.Ordinal)),
            key => Assert.True(reference.HasPath(key), key));
    }

    [Fact]
    public void One_host_is_used_by_several_processes()
    {
        var settings = SettingsOf("local.conf");

        Assert.True(settings.LocalWorkers.MaxProcesses > 1);
        Assert.NotEqual(CoordinatorSettings.Create(EffectiveConfig.Reference), settings);
    }

    [Fact]
    public void A_coordinator_for_others_asks_for_a_secret_and_starts_no_process()
    {
        var settings = SettingsOf("coordinator.conf");

        Assert.Equal(0, settings.LocalWorkers.MaxProcesses);
        Assert.NotNull(settings.JoinSecret);
        Assert.NotEqual(0, EffectiveConfig.Load(Read("coordinator.conf")).GetInt("akka.remote.dot-netty.tcp.port"));
    }

    [Fact]
    public void A_worker_writes_below_its_roots_only()
    {
        var settings = WorkerSettings.Create(EffectiveConfig.Load(Read("worker.conf")));

        Assert.NotEmpty(settings.AllowedRoots);
        Assert.NotEqual(WorkerSettings.Create(EffectiveConfig.Reference).Slots, settings.Slots);
    }

    private static CoordinatorSettings SettingsOf(string name)
    {
        var config = EffectiveConfig.Load(Read(name));
        var settings = CoordinatorSettings.Create(config);
        ListenRules.Check(config, settings);
        S3Settings.Create(config);
        return settings;
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "hocon", name));

    private static IEnumerable<string> KeysOf(Akka.Configuration.Hocon.HoconObject section, string prefix) => section.Items.SelectMany(
        entry => entry.Value.IsObject() ? KeysOf(entry.Value.GetObject(), $"{prefix}{entry.Key}.") : [prefix + entry.Key]);
}
