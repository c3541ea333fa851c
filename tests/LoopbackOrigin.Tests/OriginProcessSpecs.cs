using System.Diagnostics;
using System.Text.Json;
using ActorDownloader.LoopbackOrigin.Content;

namespace ActorDownloader.LoopbackOrigin;

/// <summary>The executable, driven through its standard streams.</summary>
public sealed class OriginProcessSpecs : IDisposable
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(3));
    private readonly HttpClient _client = new();
    private System.Diagnostics.Process? _process;

    [Fact]
    public async Task It_serves_what_it_is_told_takes_changes_and_ends_with_its_input()
    {
        Start();
        var ready = await TellAsync("""{"seed":1,"objects":[{"bucket":"b","key":"k","length":1000,"seed":7,"checksums":["crc32C"]}]}""");
        var url = ready.GetProperty("url").GetString()!;

        Assert.Equal("ready", ready.GetProperty("event").GetString());
        Assert.Equal(ObjectContent.Generated(7, 1000).ToArray(), await _client.GetByteArrayAsync(new Uri($"{url}/b/k"), _patience.Token));

        var applied = await TellAsync(
            """{"faults":[{"key":"k","times":1,"actions":["""
            + """{"do":"delay","time":"00:00:00.001"},{"do":"respond","status":503,"code":"SlowDown"}]}],"""
            + """ "traffic":{"excess":"slowDown","firstByteLatency":"00:00:00.001"}}""");
        Assert.Equal("applied", applied.GetProperty("event").GetString());
        Assert.Equal(1, applied.GetProperty("gauges").GetProperty("requests").GetInt64());
        Assert.Equal(503, await StatusAsync($"{url}/b/k"));
        Assert.Equal(200, await StatusAsync($"{url}/b/k"));

        await TellAsync("""{"objects":[{"bucket":"b","key":"many","length":10,"count":3}],"delete":[{"bucket":"b","key":"k"}]}""");
        Assert.Equal(200, await StatusAsync($"{url}/b/many-00002"));
        Assert.Equal(404, await StatusAsync($"{url}/b/k"));

        _process!.StandardInput.Close();
        await _process.WaitForExitAsync(_patience.Token);
        Assert.Equal(0, _process.ExitCode);
    }

    [Fact]
    public async Task A_change_that_cannot_be_understood_is_refused_and_the_origin_goes_on()
    {
        Start();
        await TellAsync("{}");

        var misspelt = await TellAsync("""{"fault":[]}""");
        var unknown = await TellAsync("""{"faults":[{"actions":[{"do":"nothing"}]}]}""");

        Assert.Equal("refused", misspelt.GetProperty("event").GetString());
        Assert.Contains("fault", misspelt.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("refused", unknown.GetProperty("event").GetString());
        Assert.Equal("applied", (await TellAsync("{}")).GetProperty("event").GetString());
    }

    [Fact]
    public async Task It_compares_files_with_the_bytes_that_it_made()
    {
        var file = Path.GetTempFileName();
        try
        {
            Start();
            await TellAsync("""{"objects":[{"bucket":"b","key":"k","length":1000,"seed":7}]}""");
            var content = ObjectContent.Generated(7, 1000).ToArray();
            await File.WriteAllBytesAsync(file, content, _patience.Token);
            var same = await CompareAsync("k", file);
            content[600] ^= 1;
            await File.WriteAllBytesAsync(file, content, _patience.Token);
            var other = await CompareAsync("k", file);
            var none = await CompareAsync("nothing", file);

            Assert.True(same.GetProperty("compared")[0].GetProperty("identical").GetBoolean());
            Assert.False(other.GetProperty("compared")[0].GetProperty("identical").GetBoolean());
            Assert.Equal(600, other.GetProperty("compared")[0].GetProperty("differsAt").GetInt64());
            Assert.Equal("refused", none.GetProperty("event").GetString());
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task It_ignores_an_interrupt()
    {
        Start();
        var url = (await TellAsync("""{"objects":[{"bucket":"b","key":"k","length":1}]}""")).GetProperty("url").GetString()!;

        // The shell's own kill: the command is not on every machine.
        using (var kill = System.Diagnostics.Process.Start("sh", ["-c", $"kill -INT {_process!.Id}"]))
        {
            await kill.WaitForExitAsync(_patience.Token);
        }

        Assert.Equal(200, await StatusAsync($"{url}/b/k"));
    }

    [Fact]
    public async Task A_set_up_that_cannot_be_understood_ends_it_with_2()
    {
        Start();
        await _process!.StandardInput.WriteLineAsync("objects");

        await _process.WaitForExitAsync(_patience.Token);
        Assert.Equal(2, _process.ExitCode);
        var complaint = await _process.StandardError.ReadToEndAsync(_patience.Token);
        Assert.Contains("cannot understand the set-up", complaint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_ends_it_with_1()
    {
        await using var other = await S3LoopbackOrigin.StartAsync();
        Start();
        await _process!.StandardInput.WriteLineAsync($$"""{"port":{{other.Uri.Port}}}""");

        await _process.WaitForExitAsync(_patience.Token);
        Assert.Equal(1, _process.ExitCode);
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
        }

        _process?.Dispose();
        _client.Dispose();
        _patience.Dispose();
    }

    private void Start()
    {
        _process = System.Diagnostics.Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "actordl-origin"))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private Task<JsonElement> CompareAsync(string key, string file) =>
        TellAsync($$"""{"compare":[{"bucket":"b","key":"{{key}}","path":{{JsonSerializer.Serialize(file)}}}]}""");

    private async Task<JsonElement> TellAsync(string line)
    {
        await _process!.StandardInput.WriteLineAsync(line.AsMemory(), _patience.Token);
        var answer = await _process.StandardOutput.ReadLineAsync(_patience.Token);
        return JsonDocument.Parse(answer ?? await _process.StandardError.ReadToEndAsync(_patience.Token)).RootElement;
    }

    private async Task<int> StatusAsync(string url)
    {
        using var response = await _client.GetAsync(new Uri(url), _patience.Token);
        return (int)response.StatusCode;
    }
}
