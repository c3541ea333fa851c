using System.Collections.Concurrent;
using ActorDownloader.Destinations;
using ActorDownloader.Integrity;

namespace ActorDownloader.Transfers;

/// <summary>Files that exist only by name, whose making fails or waits as a spec says.</summary>
internal sealed class ScriptedDestination : IDestination
{
    private readonly ConcurrentDictionary<string, DestinationException> _faults = [];
    private readonly ConcurrentDictionary<string, Task> _holds = [];

    /// <summary>The steps in the order in which they were begun.</summary>
    public ConcurrentQueue<string> Steps { get; } = [];

    /// <summary>The temporary files that exist.</summary>
    public ConcurrentDictionary<string, bool> Temporaries { get; } = [];

    public void FailAt(string step, DownloadErrorKind kind) => _faults[step] = new DestinationException(kind, $"{step} failed");

    /// <summary>The step waits, once begun, for the task.</summary>
    public void HoldAt(string step, Task until) => _holds[step] = until;

    public string CreateTemporary(string destination, string tag)
    {
        Take("create");
        var path = $"{destination}.{tag}";
        Temporaries[path] = true;
        return path;
    }

    public void Preallocate(string temporary, long length) => Take("preallocate");

    public string Sum(string temporary, long length, FileChecksumAlgorithm algorithm, long? partLength, CancellationToken cancellationToken)
    {
        Take("sum");
        return "";
    }

    public void Publish(string temporary, string destination, long length)
    {
        Take("publish");
        Temporaries.TryRemove(temporary, out _);
    }

    public void Discard(string temporary)
    {
        Take("discard");
        Temporaries.TryRemove(temporary, out _);
    }

    private void Take(string step)
    {
        Steps.Enqueue(step);
#pragma warning disable xUnit1031 // A destination blocks, as file systems do.
        _holds.GetValueOrDefault(step)?.Wait(TimeSpan.FromSeconds(60));
#pragma warning restore xUnit1031
        if (_faults.TryGetValue(step, out var fault))
        {
            throw fault;
        }
    }
}
