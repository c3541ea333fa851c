using System.Globalization;
using System.Runtime.InteropServices;

namespace ActorDownloader.Chaos;

/// <summary>The processes of one trial, as Linux's /proc shows them: those that carry its mark in their environment.</summary>
internal sealed partial class ProcessTable(string mark)
{
    /// <summary>The variable that every process of a trial inherits.</summary>
    public const string Variable = "ACTORDL_CHAOS";

    public const int Hangup = 1, Interrupt = 2, Killed = 9, Terminate = 15, Continue = 18, Stop = 19;

    private readonly byte[] _entry = System.Text.Encoding.ASCII.GetBytes($"{Variable}={mark}\0");

    /// <summary>Those that run or are stopped now; not those that have ended and were not waited for.</summary>
    public IReadOnlyList<(int Id, string Program)> Running() =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(path => int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id != 0 && id != Environment.ProcessId && IsOurs(id))
            .Select(id => (id, ProgramOf(id)))
            .Where(process => process.Item2.Length > 0)
            .Order(),
    ];

    public IReadOnlyList<int> Workers() =>
        [.. Running()
            .Where(process => process.Program.Split(' ')[0].EndsWith("actordl-worker", StringComparison.Ordinal))
            .Select(process => process.Id)];

    /// <summary>Sends a signal; to a process that has ended, none.</summary>
    public static void Send(int process, int signal) => _ = SendSignal(process, signal);

    private bool IsOurs(int id)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{id}/environ").AsSpan().IndexOf(_entry) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string ProgramOf(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
