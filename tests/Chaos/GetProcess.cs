using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace ActorDownloader.Chaos;

/// <summary><c>actordl get</c>, running.</summary>
internal sealed class GetProcess : IDisposable
{
    private static readonly string Folder =
        typeof(GetProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(
            attribute => attribute.Key == "CommandFolder").Value!;

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task _errors;
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _said = [];

    private GetProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = ReadErrorsAsync();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Where workers join that are started by hand.</summary>
    public Task<string> Address => _address.Task;

    /// <summary>Starts it, below a limit of file sizes if one is given.</summary>
    public static GetProcess Start(string mark, long? sizeLimit, params IEnumerable<string> arguments)
    {
        // The shell counts the limit in blocks of 512 bytes (POSIX, ulimit -f).
        IEnumerable<string> words = sizeLimit is { } limit
            ? [
                "/bin/sh",
                "-c",
                string.Create(CultureInfo.InvariantCulture, $"ulimit -f {(limit + 511) / 512}; exec \"$0\" \"$@\""),
                Program("actordl"),
                "get",
                .. arguments
            ]
            : [Program("actordl"), "get", .. arguments];
        return new GetProcess(StartProcess(mark, words));
    }

    /// <summary>Starts a worker by hand.</summary>
    public static Process StartWorker(string mark, string address)
    {
        var worker = StartProcess(mark, [Program("actordl-worker"), "--join", address]);
        _ = worker.StandardOutput.ReadToEndAsync();
        _ = worker.StandardError.ReadToEndAsync();
        return worker;
    }

    /// <summary>Waits for its end: the exit code, what it said for programs and what it said for people.</summary>
    public async Task<(int ExitCode, JsonElement? Message, string Errors)> EndAsync()
    {
        await _process.WaitForExitAsync();
        var output = await _output;
        await _errors;
        var line = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault();
        return (_process.ExitCode, line is null ? null : JsonDocument.Parse(line).RootElement, string.Join('\n', _said));
    }

    public void Dispose() => _process.Dispose();

    private static Process StartProcess(string mark, IEnumerable<string> words)
    {
        var all = words.ToArray();
        var start = new ProcessStartInfo(
            all[0], all[1..]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment[ProcessTable.Variable] = mark;
        // .NET keeps the code it compiles in a file in memory, which a limit of file sizes would hit first.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    private static string Program(string name) => Path.Combine(Folder, name);

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            _said.Add(line);
            const string Invitation = "--join ";
            if (line.IndexOf(Invitation, StringComparison.Ordinal) is var at and >= 0)
            {
                _address.TrySetResult(line[(at + Invitation.Length)..].Trim());
            }
        }

        _address.TrySetCanceled();
    }
}
