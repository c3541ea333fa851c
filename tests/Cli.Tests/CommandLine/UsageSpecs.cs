using ActorDownloader.Cli.Terminals;

namespace ActorDownloader.Cli.CommandLine;

/// <summary>Bad usage: exit code 2, a message on the standard error, nothing on the standard output.</summary>
public class UsageSpecs
{
    [Theory]
    [InlineData("", "A command is missing: get, demo, worker is expected.", "actordl --help")]
    [InlineData("put", "'put' is not a command: get, demo, worker is expected.", "actordl --help")]
    [InlineData("--verbose", "'--verbose' is not a command", "actordl --help")]
    [InlineData("help put", "'put' is not a command", "actordl --help")]
    [InlineData("get", "s3://BUCKET/KEY is missing: actordl get s3://BUCKET/KEY DEST is expected.", "actordl get --help")]
    [InlineData("get s3://b/k", "DEST is missing: actordl get s3://BUCKET/KEY DEST is expected.", "actordl get --help")]
    [InlineData("get s3://b/k a b", "'b' is one word too many", "actordl get --help")]
    [InlineData("get b/k a", "'b/k' is not the address of an object: s3://BUCKET/KEY is expected.", "actordl get --help")]
    [InlineData("get s3://b a", "'s3://b' names a bucket and no object in it", "actordl get --help")]
    [InlineData("get s3://b/k a --wrkers 4", "'--wrkers' is not an option of 'actordl get': did you mean --workers?", "actordl get --help")]
    [InlineData("get s3://b/k --jsn", "'--jsn' is not an option of 'actordl get': did you mean --json?", "actordl get --help")]
    [InlineData("get --jsn=1 s3://b/k a", "'--jsn=1' is not an option of 'actordl get': did you mean --json?", "actordl get --help")]
    [InlineData("get s3://b/k a --something-else", "'--something-else' is not an option of 'actordl get'.", "actordl get --help")]
    [InlineData("get s3://b/k a -j", "'-j' is not an option of 'actordl get'", "actordl get --help")]
    [InlineData("get s3://b/k a --workers", "--workers was given without its value: --workers N is expected.", "actordl get --help")]
    [InlineData("get s3://b/k a --workers=", "--workers was given without its value: --workers N is expected.", "actordl get --help")]
    [InlineData("get s3://b/k a --workers 1 --workers 2", "--workers was given 2 times: once is expected.", "actordl get --help")]
    [InlineData("get s3://b/k a --workers many", "--workers many: a whole number is expected.", "actordl get --help")]
    [InlineData("get s3://b/k a --workers -1", "--workers -1: a whole number is expected.", "actordl get --help")]
    [InlineData("get s3://b/k a --workers 99999999999", "--workers 99999999999: a whole number is expected.", "actordl get --help")]
    [InlineData("get s3://b/k a --slots 1.5", "--slots 1.5: a whole number is expected.", "actordl get --help")]
    [InlineData(
        "get s3://b/k a --threshold 8Q",
        "--threshold 8Q: bytes, or a number with K, M, G or T (powers of two): 8MiB, 16M, 1g is expected.",
        "actordl get --help")]
    [InlineData("get s3://b/k a --chunk-size x", "--chunk-size x: ", "actordl get --help")]
    [InlineData("get s3://b/k a --expected-size -5", "--expected-size -5: ", "actordl get --help")]
    [InlineData(
        "get s3://b/k a --checksum-mode maybe", "--checksum-mode maybe: auto or off or required is expected.", "actordl get --help")]
    [InlineData("get s3://b/k a --progress maybe", "--progress maybe: auto or always or never is expected.", "actordl get --help")]
    [InlineData("get s3://b/k a --config /nowhere/x.conf", "--config /nowhere/x.conf: ", "actordl get --help")]
    [InlineData("get s3://b/k a --sse-c-key-file /nowhere/key", "--sse-c-key-file /nowhere/key: ", "actordl get --help")]
    [InlineData("get s3://b/k /nowhere/at/all/", "The directory '/nowhere/at/all/' does not exist: create it", "actordl get --help")]
    [InlineData("get s3://b/dir/ /", "The key 'dir/' does not end in a file name", "actordl get --help")]
    [InlineData(
        "get s3://b/k a --chunk-size 1", "--chunk-size: actor-downloader.transfer.multipart-chunk-size = 1: ", "actordl get --help")]
    [InlineData(
        "get s3://b/k a --workers 257", "--workers: actor-downloader.local-workers.max-request-processes = 257: ", "actordl get --help")]
    [InlineData("get s3://b/k a --slots 0", "--slots: actor-downloader.worker.slots = 0: ", "actordl get --help")]
    [InlineData("demo now", "'now' is one word too many", "actordl demo --help")]
    [InlineData("demo --size 1M", "--size 1048576: at least 4194304 bytes are expected", "actordl demo --help")]
    [InlineData("demo --workers 1", "--workers 1: 2 to 256 are expected", "actordl demo --help")]
    [InlineData("demo --keep /nowhere/at/all/", "The directory '/nowhere/at/all/' does not exist", "actordl demo --help")]
    [InlineData("worker", "--join is missing: --join ADDRESS is expected.", "actordl worker --help")]
    [InlineData("worker --join x --slots y", "--slots y: a whole number is expected.", "actordl worker --help")]
    public async Task A_command_line_that_makes_no_sense_is_refused(string commandLine, string message, string helpCommand)
    {
        var run = await ProgramRun.OfAsync(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("", run.Output);
        Assert.StartsWith($"actordl: {message}", run.Error, StringComparison.Ordinal);
        Assert.EndsWith($"Try '{helpCommand}'.\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_that_is_empty_was_meant_to_be_something()
    {
        var run = await ProgramRun.OfAsync("get", "s3://b/k", "a", "--region", "");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("actordl: --region was given an empty value: --region R is expected", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_after_a_double_dash_are_operands()
    {
        var command = new Commands.GetCommand();
        var arguments = command.Read(command.Syntax.Parse(["--json", "--", "s3://b/k", "--json"]));
        Assert.Equal("--json", arguments.Destination);
    }

    [Fact]
    public async Task An_unexpected_failure_is_one_line_and_exit_code_1()
    {
        var terminal = new RecordingTerminal();
        using var interruption = new Interruption(TimeProvider.System, _ => { });

        var exitCode = await CliProgram.RunAsync(
            ["--help"], new CliSession(new BrokenTerminal(terminal), interruption, TimeProvider.System));

        Assert.Equal(1, exitCode);
        Assert.Equal("actordl: unexpected System.IO.IOException: The pipe is broken.\n", terminal.Error);
    }

    private sealed class BrokenTerminal(ITerminal inner) : ITerminal
    {
        public bool IsErrorInteractive => false;

        public void Write(string line) => throw new IOException("The pipe is broken.");

        public void WriteText(string text) => throw new IOException("The pipe is broken.");

        public void WriteJson(ReadOnlySpan<byte> json) => throw new IOException("The pipe is broken.");

        public void WriteError(string line) => inner.WriteError(line);

        public void Divert(Action<string> line) => inner.Divert(line);
    }
}
