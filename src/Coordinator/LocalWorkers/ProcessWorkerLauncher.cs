using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ActorDownloader.Messages;
using ActorDownloader.Messages.Serialization;

namespace ActorDownloader.LocalWorkers;

/// <summary>
/// Starts the worker executable. The bootstrap line, which holds a secret, goes through a pipe whose end also tells the worker that this
/// process is gone.
/// </summary>
internal sealed class ProcessWorkerLauncher(string? executable) : IWorkerLauncher
{
    private const string Name = "actordl-worker";

    // Requests arrive signed. A worker needs no credentials, so it is not given any.
    private static readonly string[] Credentials =
        ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_CONTAINER_AUTHORIZATION_TOKEN"];

    public IWorkerProcess Launch()
    {
        var start = CommandFor(executable ?? Find());
        start.ArgumentList.Add("--bootstrap");
        start.ArgumentList.Add("stdin");
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;

        // Not ours to give away: whoever reads this process's output would wait for the worker's end too.
        start.RedirectStandardOutput = true;
        foreach (var name in Credentials)
        {
            start.Environment.Remove(name);
        }

        try
        {
            return new WorkerProcess(Process.Start(start) ?? throw new WorkerLaunchException($"{start.FileName} did not start."));
        }
        catch (Exception e) when (e is Win32Exception or IOException or InvalidOperationException)
        {
            throw new WorkerLaunchException($"{start.FileName} cannot be run: {e.Message}", e);
        }
    }

    private static string Find()
    {
        var host = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? Name + ".exe" : Name);
        var library = Path.Combine(AppContext.BaseDirectory, Name + ".dll");
        return File.Exists(host) ? host
            : File.Exists(library) ? library
            : throw new WorkerLaunchException(
                $"{Name} is not in {AppContext.BaseDirectory}. Deploy the worker node beside the application, or name it in "
                    + "actor-downloader.local-workers.executable.");
    }

    private static ProcessStartInfo CommandFor(string path)
    {
        if (!path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
        {
            return new ProcessStartInfo(path);
        }

        var host = Environment.ProcessPath is { } self && Path.GetFileNameWithoutExtension(self) == "dotnet" ? self : "dotnet";
        return new ProcessStartInfo(host) { ArgumentList = { path } };
    }

    private sealed class WorkerProcess : IWorkerProcess
    {
        private readonly Process _process;

        public WorkerProcess(Process process)
        {
            _process = process;
            ProcessId = process.Id;
            Ended = EndAsync();
        }

        public int ProcessId { get; }

        public Task<string> Ended { get; }

        public void Begin(WorkerBootstrap bootstrap)
        {
            try
            {
                _process.StandardInput.WriteLine(WorkerBootstrapJson.Write(bootstrap));
                _process.StandardInput.Flush();
            }
            catch (Exception e) when (e is IOException or InvalidOperationException)
            {
                // It has ended already; its exit says so.
            }
        }

        public void Kill()
        {
            try
            {
                _process.Kill();
            }
            catch (Exception e) when (e is InvalidOperationException or Win32Exception)
            {
                // It has ended.
            }
        }

        private async Task<string> EndAsync()
        {
            await _process.WaitForExitAsync();
            var code = _process.ExitCode;
            _process.Dispose();
            // .NET reports an end by signal as the shells do.
            return code > 128 && !OperatingSystem.IsWindows()
                ? string.Create(CultureInfo.InvariantCulture, $"was ended by signal {code - 128}")
                : string.Create(CultureInfo.InvariantCulture, $"ended with exit code {code}");
        }
    }
}
