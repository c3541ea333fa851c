namespace ActorDownloader.Chaos;

/// <content>What is done to the download while it runs.</content>
internal sealed partial class Trial
{
    private async Task DisturbAsync()
    {
        foreach (var deed in _scenario.Disturbances.OfType<Disturbance.Deed>().OrderBy(deed => deed.Share))
        {
            while (_origin.Gauges.BodyBytes < deed.Share * _scenario.Length && !_get.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(5));
            }

            if (_get.HasExited)
            {
                return;
            }

            Do(deed.Act);
            if (deed.Act is Act.StopCoordinator or Act.LoseOrigin)
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
                ProcessTable.Send(_get.Id, ProcessTable.Continue);
                _origin.Traffic = Slow;
            }
        }
    }

    private void Do(Act act)
    {
        var workers = _processes.Workers();
        switch (act)
        {
            case Act.KillWorker:
                workers.Take(1).ToList().ForEach(id => ProcessTable.Send(id, ProcessTable.Killed));
                break;
            case Act.KillAllWorkers:
                workers.ToList().ForEach(id => ProcessTable.Send(id, ProcessTable.Killed));
                break;
            case Act.StopWorker:
                workers.TakeLast(1).ToList().ForEach(id =>
                {
                    _stopped.Add(id);
                    ProcessTable.Send(id, ProcessTable.Stop);
                });
                break;
            case Act.KillCoordinator:
                _isCoordinatorKilled = true;
                ProcessTable.Send(_get.Id, ProcessTable.Killed);
                break;
            case Act.StopCoordinator:
                ProcessTable.Send(_get.Id, ProcessTable.Stop);
                break;
            case Act.Interrupt:
                _signals++;
                ProcessTable.Send(_get.Id, ProcessTable.Interrupt);
                break;
            case Act.Terminate:
                _signals++;
                ProcessTable.Send(_get.Id, ProcessTable.Terminate);
                break;
            case Act.OverwriteObject:
                PutObject();
                break;
            case Act.DeleteObject:
                _origin.Objects.Delete("bucket", Key);
                break;
            case Act.LoseOrigin:
                _origin.Traffic = Slow with { MaxConnections = 0 };
                break;
            case Act.RemoveTemporary:
                Ours().ForEach(File.Delete);
                break;
            case Act.TruncateTemporary:
                Ours().ForEach(Truncate);
                break;
            case Act.RemoveDirectory:
                Directory.Delete(Folder, recursive: true);
                break;
            case Act.DenyDirectory when Directory.Exists(Folder):
                _access = DirectoryAccess.Deny(Folder);
                break;
            case Act.DenyDirectory:
                break;
            default:
                throw new InvalidOperationException($"Unknown act {act}.");
        }
    }

    /// <summary>What lies beside the destination.</summary>
    private List<string> Ours() => Directory.Exists(Folder) ? [.. Directory.EnumerateFiles(Folder).Where(path => path != Destination)] : [];

    private static void Truncate(string path)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            RandomAccess.SetLength(file, 0);
        }
        catch (IOException)
        {
            // It has got its name meanwhile.
        }
    }
}
