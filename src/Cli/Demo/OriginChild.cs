using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace ActorDownloader.Cli.Demo;

/// <summary>An S3-like origin in a process of its own, which ends with its input and so with this process.</summary>
internal sealed class OriginChild : IAsyncDisposable
{
    private const string Name = "actordl-origin";
    private readonly Process _process;

    private OriginChild(Process process, string url)
    {
        _process = process;
        Url = url;
    }

    /// <summary>Its address.</summary>
    public string Url { get; }

    /// <summary>Starts an origin and waits until it is ready.</summary>
    /// <param name="setup">A line of JSON.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="DemoException">It did not start.</exception>
    public static async Task<OriginChild> StartAsync(string setup, CancellationToken cancellationToken)
    {
        var process = Start();
        try
        {
            var ready = await AskAsync(process, setup, cancellationToken);
            return new OriginChild(process, ready.GetProperty("url").GetString()!);
        }
        catch
        {
            await EndAsync(process);
            throw;
        }
    }

    /// <summary>Compares a file with an object as the origin made it.</summary>
    /// <returns>The offset of the first byte that differs; null if they are identical.</returns>
    /// <exception cref="DemoException">The file cannot be read.</exception>
    public async Task<long?> FirstDifferenceAsync(string bucket, string key, string path, CancellationToken cancellationToken)
    {
        var question = $$"""{"compare":[{"bucket":"{{bucket}}","key":"{{key}}","path":"{{JsonEncodedText.Encode(path)}}"}]}""";
        var answer = await AskAsync(_process, question, cancellationToken);
        if (!answer.TryGetProperty("compared", out var compared))
        {
            throw new DemoException($"{Name} cannot compare {path}: {answer}");
        }

        var file = compared[0];
        return file.GetProperty("identical").GetBoolean() ? null : file.GetProperty("differsAt").GetInt64();
    }

    public async ValueTask DisposeAsync() => await EndAsync(_process);

    private static Process Start()
    {
        var host = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? $"{Name}.exe" : Name);
        var start = File.Exists(host)
            ? new ProcessStartInfo(host)
            : new ProcessStartInfo("dotnet") { ArgumentList = { Path.Combine(AppContext.BaseDirectory, $"{Name}.dll") } };
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        try
        {
            return Process.Start(start) ?? throw new DemoException($"{start.FileName} did not start.");
        }
        catch (Win32Exception e)
        {
            throw new DemoException($"{start.FileName} cannot be run: {e.Message}");
        }
    }

    /// <summary>A line to it and one from it.</summary>
    private static async Task<JsonElement> AskAsync(Process process, string line, CancellationToken cancellationToken)
    {
        try
        {
            await process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
            await process.StandardInput.FlushAsync(cancellationToken);
            var answer = await process.StandardOutput.ReadLineAsync(cancellationToken)
                ?? throw new DemoException(
                    $"{Name} has ended. It runs on ASP.NET Core, which comes with the .NET SDK but not with every runtime.");
            return JsonDocument.Parse(answer).RootElement;
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            throw new DemoException($"{Name} does not answer: {e.Message}");
        }
    }

    /// <summary>It holds nothing that is worth a farewell.</summary>
    private static async Task EndAsync(Process process)
    {
        process.Kill();
        await process.WaitForExitAsync(CancellationToken.None);
        process.Dispose();
    }
}
