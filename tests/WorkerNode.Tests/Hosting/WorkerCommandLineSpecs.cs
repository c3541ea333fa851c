namespace ActorDownloader.WorkerNode.Hosting;

public sealed class WorkerCommandLineSpecs
{
    [Fact]
    public void A_worker_is_started_by_hand()
    {
        var options = Assert.IsType<WorkerCommandLine.ByHand>(
            Parse("--join akka.tcp://x --slots 64 --root /a --root=/b --config c.conf --join-secret-file s")).Options;

        Assert.Equal(("akka.tcp://x", 64, "c.conf", "s"), (options.Join, options.Slots, options.ConfigFile, options.JoinSecretFile));
        Assert.Equal(["/a", "/b"], options.Roots);
    }

    [Fact]
    public void A_coordinator_starts_one() => Assert.IsType<WorkerCommandLine.Bootstrapped>(Parse("--bootstrap stdin"));

    [Theory]
    [InlineData("", "--join is missing.")]
    [InlineData("--slots 4", "--join is missing.")]
    [InlineData("--join", "--join needs a value.")]
    [InlineData("--join x --slots many", "--slots many: expected a number.")]
    [InlineData("--join x --slots -1", "--slots -1: expected a number.")]
    [InlineData("--join x --speed 9", "--speed is not known.")]
    [InlineData("--speed", "--speed is not known.")]
    [InlineData("--bootstrap file", "--bootstrap file: expected stdin.")]
    [InlineData("--bootstrap stdin --join x", "--bootstrap stands alone: everything else comes on the standard input.")]
    public void What_makes_no_sense_is_said(string line, string message) => Assert.Equal(new WorkerCommandLine.Wrong(message), Parse(line));

    [Theory]
    [InlineData("--help", false)]
    [InlineData("--join x -h", false)]
    [InlineData("--version", true)]
    public void Help_and_version_win(string line, bool version) => Assert.Equal(new WorkerCommandLine.Print(version), Parse(line));

    private static WorkerCommandLine Parse(string line) => WorkerCommandLine.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
