using System.Diagnostics;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Traffic;

namespace ActorDownloader.Chaos;

/// <content>What must hold afterwards, and whether it does.</content>
internal sealed partial class Trial
{
    /// <summary>The same download again, with nothing going wrong any more: it must continue or begin anew, and complete.</summary>
    private async Task<string> ContinueAsync()
    {
        if (File.Exists(Destination) ? !await IsOneOfAsync([_old, .. _versions]) : _scenario.Replaces && Directory.Exists(Folder))
        {
            _violations.Add("after the first run the destination is neither old nor whole");
        }

        _access?.Dispose();
        _origin.Faults.Clear();
        _origin.Traffic = new TrafficShape();
        if (_scenario.Has(Act.DeleteObject))
        {
            PutObject();
        }

        Directory.CreateDirectory(Folder);
        _get.Dispose();
        _get = StartGet(null);
        var ending = _get.EndAsync();
        await InviteAsync();
        if (await Task.WhenAny(ending, Task.Delay(Patience)) != ending)
        {
            _violations.Add($"the second run still runs after {Patience.TotalSeconds} s");
            return "waits";
        }

        var (exit, message, errors) = await ending;
        if (exit != 0)
        {
            _violations.Add($"the second run ended with {exit}: {message} {errors}");
        }

        await CheckAsync(exit == 0);
        return "continued";
    }

    private async Task<string> JudgeAsync(int exit, string? kind)
    {
        switch (exit)
        {
            case 0:
                await CheckAsync(completed: true);
                return "completed";
            case 1 when kind is not null:
                if (_scenario.MustComplete || !_scenario.Kinds.Contains(kind))
                {
                    _violations.Add($"failed with {kind}, which nothing excuses");
                }

                return await LeftAsync("failed");
            case 130 when _scenario.Has(Act.Interrupt):
            case 143 when _scenario.Has(Act.Terminate):
                return await LeftAsync("cancelled");
            default:
                _violations.Add($"ended with exit code {exit} and the error {kind ?? "none"}");
                return "crashed";
        }
    }

    /// <summary>Nothing is left, or what was kept is gone on from.</summary>
    private async Task<string> LeftAsync(string outcome)
    {
        // Where nothing may be removed it cannot be: the next run does.
        if (_scenario.Keeps || _access is not null)
        {
            return await ContinueAsync();
        }

        await CheckAsync(completed: false);
        return outcome;
    }

    /// <summary>The destination is whole, old or absent, and nothing else is there.</summary>
    private async Task CheckAsync(bool completed)
    {
        if (Ours() is { Count: > 0 } left)
        {
            _violations.Add($"left behind: {string.Join(", ", left.Select(Path.GetFileName))}");
        }

        if (!Directory.Exists(Folder))
        {
            return;
        }

        if (completed ? !await IsOneOfAsync(_versions) : File.Exists(Destination) && !await IsOneOfAsync([_old]))
        {
            _violations.Add(completed ? "the file is no version of the object" : "the destination was touched though the download failed");
        }

        if (!completed && _scenario.Replaces && !File.Exists(Destination))
        {
            _violations.Add("the file that was to be replaced is gone though the download failed");
        }
    }

    private async Task<bool> IsOneOfAsync(IEnumerable<ObjectContent> versions)
    {
        foreach (var content in versions)
        {
            if (File.Exists(Destination) && await ContentVerifier.FirstDifferenceAsync(Destination, content) is null)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Lets stopped workers go on: they must do no harm any more, and end.</summary>
    private async Task LetGoAsync()
    {
        _stopped.ForEach(id => ProcessTable.Send(id, ProcessTable.Continue));
        var clock = Stopwatch.StartNew();
        while (_processes.Running() is { Count: > 0 } running)
        {
            if (clock.Elapsed > Patience)
            {
                _violations.Add($"still running: {string.Join(", ", running)}");
                return;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }

        if (_stopped.Count > 0 && File.Exists(Destination) && !await IsOneOfAsync([.. _versions, _old]))
        {
            _violations.Add("a worker that was stopped and went on wrote into the finished file");
        }
    }
}
