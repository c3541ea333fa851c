using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ActorDownloader.EndToEnd;

/// <summary>What keeps a command where it is, beside its origin.</summary>
internal sealed class CommandHold : IAsyncDisposable
{
    private readonly TcpListener _credentials = new(IPAddress.Loopback, 0);
    private readonly List<Process> _workers = [];

    public string Config { get; } = Path.GetTempFileName();

    public FileLease? Lease { get; set; }

    public Task<TcpClient> AskedForCredentials { get; private set; } = Task.FromResult(new TcpClient());

    /// <summary>Credentials are where nobody answers.</summary>
    public Dictionary<string, string?> WithSilentCredentials()
    {
        _credentials.Start();
        AskedForCredentials = _credentials.AcceptTcpClientAsync();
        return new Dictionary<string, string?>
        {
            ["AWS_ACCESS_KEY_ID"] = null,
            ["AWS_SECRET_ACCESS_KEY"] = null,
            ["AWS_CONFIG_FILE"] = Config,
            ["AWS_SHARED_CREDENTIALS_FILE"] = Config,
            ["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = $"http://{_credentials.LocalEndpoint}/credentials",
        };
    }

    public Process Join(string address, params string[] arguments)
    {
        var worker = WorkerProcess.Join(address, arguments);
        _workers.Add(worker);
        return worker;
    }

    /// <summary>The file system answers again.</summary>
    public void LetGoOfFiles()
    {
        Lease?.Dispose();
        Lease = null;
    }

    public async Task EndWorkersAsync()
    {
        foreach (var worker in _workers)
        {
            worker.Kill();
            await worker.WaitForExitAsync().InTimeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        LetGoOfFiles();
        await EndWorkersAsync();
        _workers.ForEach(worker => worker.Dispose());
        _credentials.Dispose();
        if (AskedForCredentials.IsCompletedSuccessfully)
        {
            (await AskedForCredentials).Dispose();
        }

        File.Delete(Config);
    }
}
