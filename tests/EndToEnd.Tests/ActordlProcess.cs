using System.Diagnostics;
using System.Reflection;
using ActorDownloader.LoopbackOrigin;

namespace ActorDownloader.EndToEnd;

/// <summary>The executable <c>actordl</c>, as a user starts it against an origin of ours.</summary>
internal static class ActordlProcess
{
    private static readonly string Command =
        typeof(ActordlProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(
            attribute => attribute.Key == "Command").Value!;

    public static Process Start(S3LoopbackOrigin origin, string directory, params string[] arguments) =>
        Start([], origin, directory, [], arguments);

    /// <summary>The same with other environment variables beside the usual ones; null takes one away.</summary>
    public static Process Start(
        S3LoopbackOrigin origin, string directory, IEnumerable<KeyValuePair<string, string?>> environment, params string[] arguments) =>
        Start([], origin, directory, environment, arguments);

    /// <summary>The same, by way of a command that limits what it may do, such as <c>setpriv</c>.</summary>
    public static Process StartUnder(string[] command, S3LoopbackOrigin origin, string directory, params string[] arguments) =>
        Start(command, origin, directory, [], arguments);

    private static Process Start(
        string[] command,
        S3LoopbackOrigin origin,
        string directory,
        IEnumerable<KeyValuePair<string, string?>> environment,
        string[] arguments)
    {
        string[] words = [.. command, Command, .. arguments];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = directory,
        };
        start.Environment["AWS_ENDPOINT_URL"] = origin.Uri.ToString();
        start.Environment["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "secret";
        start.Environment["AWS_REGION"] = "us-east-1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits for the end.</summary>
    public static async Task<(int Exit, string Output, string Diagnostics)> EndAsync(this Process process)
    {
        var diagnostics = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
        return (process.ExitCode, output, await diagnostics);
    }
}
