using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace ActorDownloader.LoopbackOrigin.Process;

/// <summary>
/// The origin as a process. It is told what to be in one line of JSON, by a file or by its input, answers with a line that holds
/// its address, then takes changes, a line each, and ends with its input.
/// </summary>
internal static class OriginProcess
{
    private const string Usage = """
        Usage: actordl-origin [SETUP.json] < COMMANDS

        Serves generated objects over S3's protocol on 127.0.0.1. The set-up is the file, or the first line of the input:
          {"objects":[{"bucket":"b","key":"big","length":1073741824,"partLength":8388608}]}
        Every further line is a change of the same form; each is answered by a line of JSON. The end of the input ends the process.

        Examples:
          (echo '{"objects":[{"bucket":"b","key":"k","length":1000}]}'; cat) | actordl-origin
          actordl-origin slow.json      # {"port":9000,"traffic":{"bytesPerSecondPerConnection":25000000},"objects":[...]}
        """;

    /// <returns>
    /// The exit code: 0 after the end of the input, 1 where the origin cannot start, 2 for a set-up that cannot be understood.
    /// </returns>
    public static async Task<int> RunAsync(string[] args, TextReader input, TextWriter output, TextWriter error)
    {
        if (args.Length > 1 || args is ["-h" or "--help"])
        {
            await (args.Length > 1 ? error : output).WriteLineAsync(Usage);
            return args.Length > 1 ? 2 : 0;
        }

        try
        {
            var text = args is [var file] ? await File.ReadAllTextAsync(file) : await input.ReadLineAsync();
            if (text is null)
            {
                return 0;
            }

            var setup = Read(text, OriginJson.Default.OriginSetup);
            await using var origin = await S3LoopbackOrigin.StartAsync(setup.Options);
            setup.ApplyTo(origin);
            await ReportAsync(output, OriginReport.Ready(origin));
            while (await input.ReadLineAsync() is { } line)
            {
                await ReportAsync(output, await ApplyAsync(line, origin));
            }

            return 0;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            await error.WriteLineAsync($"actordl-origin: cannot understand the set-up: {e.Message}");
            return 2;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"actordl-origin: {e.Message}");
            return 1;
        }
    }

    private static async Task<OriginReport> ApplyAsync(string line, S3LoopbackOrigin origin)
    {
        try
        {
            var change = Read(line, OriginJson.Default.OriginChange);
            change.ApplyTo(origin);
            var compared = await Task.WhenAll(change.Compare.Select(comparison => comparison.RunAsync(origin.Objects)));
            return OriginReport.Applied(origin, [.. compared]);
        }
        catch (Exception e) when (e is JsonException or ArgumentException or KeyNotFoundException or IOException
            or UnauthorizedAccessException)
        {
            return OriginReport.Refused(e.Message);
        }
    }

    private static T Read<T>(string text, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(text, type) ?? throw new JsonException("null is no set-up.");

    private static async Task ReportAsync(TextWriter output, OriginReport report)
    {
        await output.WriteLineAsync(JsonSerializer.Serialize(report, OriginJson.Default.OriginReport));
        await output.FlushAsync();
    }
}
