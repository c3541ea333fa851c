namespace ActorDownloader.Cli.Commands;

public class WorkerCommandSpecs
{
    [Fact]
    public void Every_option_reaches_the_worker()
    {
        var command = new WorkerCommand();
        var options = command.Read(command.Syntax.Parse(
            [
                "--join",
                "akka.tcp://actor-downloader@127.0.0.1:4053",
                "--slots",
                "7",
                "--root",
                "/a",
                "--root",
                "/b",
                "--config",
                "x.conf",
                "--join-secret-file",
                "s"
            ]));

        Assert.Equal("akka.tcp://actor-downloader@127.0.0.1:4053", options.Join);
        Assert.Equal(7, options.Slots);
        Assert.Equal(["/a", "/b"], options.Roots);
        Assert.Equal("x.conf", options.ConfigFile);
        Assert.Equal("s", options.JoinSecretFile);
    }

    [Fact]
    public async Task An_address_that_is_none_is_bad_usage() =>
        Assert.Equal(2, (await ProgramRun.OfAsync("worker", "--join", "somewhere")).ExitCode);
}
