using ActorDownloader.Cli.CommandLine;
using ActorDownloader.Logging;
using ActorDownloader.Messages;
using ActorDownloader.WorkerNode;

namespace ActorDownloader.Cli.AkkaUse;

/// <summary>
/// The whole of what the product uses of Akka.NET, in one list: what is to be looked at when Akka.NET has a new version, and all that the
/// stand-in has to be true to.
/// </summary>
public class AkkaApiSpecs
{
    [Fact]
    public void What_the_product_uses_of_Akka_is_what_was_approved()
    {
        var assemblies = new[]
        {
            typeof(VersionText),
            typeof(Downloader),
            typeof(WorkerHost),
            typeof(IWireMessage),
            typeof(StandardErrorLogger)
        }
            .Select(type => type.Assembly.Location);
        var actual = string.Concat(
            assemblies.SelectMany(AkkaReferences.Of).Distinct().Order(StringComparer.Ordinal).Select(line => line + '\n'));

        if (File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "AkkaApi.approved.txt")) != actual)
        {
            var received = Path.Combine(AppContext.BaseDirectory, "AkkaApi.received.txt");
            File.WriteAllText(received, actual);
            Assert.Fail(
                $"The product uses other parts of Akka.NET. If that is meant, put {received} in the place of "
                    + "tests/Cli.Tests/AkkaUse/AkkaApi.approved.txt.");
        }
    }
}
