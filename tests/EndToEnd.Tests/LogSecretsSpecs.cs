using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using ActorDownloader.LoopbackOrigin;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Faults;
using ActorDownloader.LoopbackOrigin.Objects;

namespace ActorDownloader.EndToEnd;

/// <summary>Whatever the log level, and whatever goes wrong: no process writes a secret.</summary>
public sealed partial class LogSecretsSpecs : IAsyncLifetime
{
    private const int MiB = 1 << 20;
    private const string KeyId = "AKIDEXAMPLE";
    private static readonly string[] Get = ["get", "s3://bucket/object", "--json", "--chunk-size", "1MiB"];

    private const string Loudest = """
        akka {
          loglevel = DEBUG
          stdout-loglevel = DEBUG
          log-config-on-start = off
          actor.debug { receive = on, autoreceive = on, lifecycle = on, fsm = on, event-stream = on, unhandled = on }
          remote { log-received-messages = on, log-sent-messages = on, log-remote-lifecycle-events = DEBUG }
        }
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("actordl-log-").FullName;
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly string _secretKey = Secret();
    private readonly string _token = Secret();
    private readonly string _joinSecret = Secret();

    /// <summary>The signature in an address that the origin sends a worker to.</summary>
    private readonly string _movedTo = Secret();
    private readonly byte[] _customerKey = RandomNumberGenerator.GetBytes(32);
    private S3LoopbackOrigin _origin = null!;

    public async Task InitializeAsync()
    {
        _origin = await S3LoopbackOrigin.StartAsync();
        _origin.Keys.Add(KeyId, _secretKey, _token);
        await File.WriteAllTextAsync(At("loud.conf"), $"{Loudest}\nactor-downloader.coordinator.join-secret = \"{_joinSecret}\"\n");
        await File.WriteAllTextAsync(At("worker.conf"), Loudest);
        await File.WriteAllTextAsync(At("join-secret"), _joinSecret);
        await File.WriteAllBytesAsync(At("customer-key"), _customerKey);
    }

    public async Task DisposeAsync()
    {
        await _origin.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Theory]
    //          What goes wrong beside the usual           by hand  exit
    [InlineData("nothing", false, 0)]
    [InlineData("nothing", true, 0)]
    [InlineData("a request is refused for good", false, 1)]
    [InlineData("a request is refused for good", true, 1)]
    [InlineData("a token expires and a bucket moves", true, 0)]
    [InlineData("the customer's key is another one", true, 1)]
    [InlineData("the object is overwritten", true, 1)]
    [InlineData("a worker does not know the join secret", true, 0)]
    public async Task No_process_writes_a_secret_when(string what, bool isByHand, int exit)
    {
        Prepare(what);
        using var command = Follow(ActordlProcess.Start(
            _origin,
            _directory,
            new Dictionary<string, string?>
            {
                ["AWS_ACCESS_KEY_ID"] = KeyId,
                ["AWS_SECRET_ACCESS_KEY"] = _secretKey,
                ["AWS_SESSION_TOKEN"] = _token,
            },
            [.. Get, At("file"), "--sse-c-key-file", At("customer-key"), "--config", At("loud.conf"), "--workers", isByHand ? "0" : "2"]));
        List<Process> workers = [];
        if (isByHand)
        {
            var address = await AddressAsync();
            if (Has(what, "join secret"))
            {
                workers.Add(Follow(WorkerProcess.Join(address, "--config", At("worker.conf"))));
                await workers[0].WaitForExitAsync().InTimeAsync();
            }

            workers.Add(Follow(WorkerProcess.Join(address, "--config", At("worker.conf"), "--join-secret-file", At("join-secret"))));
        }

        foreach (var process in workers.Prepend(command))
        {
            await process.WaitForExitAsync().InTimeAsync();
        }

        Assert.Equal(exit, command.ExitCode);
        workers.ForEach(worker => worker.Dispose());
        // What would print secrets, if anything did, was printed.
        Assert.Contains(_lines, line => Has(line, " DEBUG ") && Has(line, "Register {"));
        Assert.Contains(_lines, line => Has(line, " DEBUG ") && Has(line, "Grant {"));
        foreach (var secret in Secrets())
        {
            Assert.DoesNotContain(_lines, line => Has(line, secret));
        }
    }

    /// <summary>Those that went in, and the signatures that came of them.</summary>
    private IEnumerable<string> Secrets()
    {
        var signatures = _origin.Requests.Snapshot()
            .Select(request => Signature.Match(request.Header("Authorization") ?? "").Groups[1].Value)
            .ToHashSet();
        Assert.DoesNotContain("", signatures);
        return signatures.Concat(
            [_secretKey, _token, _joinSecret, _movedTo, Convert.ToBase64String(_customerKey), Convert.ToHexString(_customerKey)]);
    }

    private void Prepare(string what)
    {
        var content = ObjectContent.Generated(1, 8 * MiB);
        var key = Has(what, "customer") ? RandomNumberGenerator.GetBytes(32) : _customerKey;
        _origin.Objects.Put("bucket", "object", new ObjectDefinition(content) { ETag = "\"a\"", CustomerKey = key });
        // Each of these is tried again, in whatever way the download ends.
        Once(3, new FaultAction.Respond(503, "SlowDown"));
        Once(4, new FaultAction.Reset(1000));
        Once(5, new FaultAction.HangUp());
        switch (what)
        {
            case "a request is refused for good":
                Always(7, new FaultAction.Respond(403, "AccessDenied"));
                break;
            case "a token expires and a bucket moves":
                Once(6, new FaultAction.Respond(400, "ExpiredToken"));
                Once(7, new FaultAction.Redirect(307, "us-east-1", $"{_origin.Uri}bucket/object?X-Amz-Signature={_movedTo}"));
                break;
            case "the object is overwritten":
                Always(7, new FaultAction.ReplaceETag("\"b\""));
                break;
        }
    }

    /// <summary>One request for that chunk meets it.</summary>
    private void Once(int chunk, FaultAction fault) =>
        _origin.Faults.Add(new FaultRule(fault) { CoversOffset = chunk * MiB, Ranged = true, Times = 1 });

    /// <summary>Every request for that chunk meets it.</summary>
    private void Always(int chunk, FaultAction fault) =>
        _origin.Faults.Add(new FaultRule(fault) { CoversOffset = chunk * MiB, Ranged = true });

    private async Task<string> AddressAsync()
    {
        const string Words = "--join akka.tcp";
        await Eventually.IsTrueAsync(() => _lines.Any(line => Has(line, Words)), "the command waits for workers");
        return _lines.First(line => Has(line, Words)).Split(' ')[^1];
    }

    private static bool Has(string line, string words) => line.Contains(words, StringComparison.OrdinalIgnoreCase);

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    private string At(string name) => Path.Combine(_directory, name);

    private Process Follow(Process process)
    {
        process.OutputDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        process.ErrorDataReceived += (_, line) => _lines.Enqueue(line.Data ?? "");
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    [GeneratedRegex("Signature=([0-9a-f]{64})")]
    private static partial Regex Signature { get; }
}
