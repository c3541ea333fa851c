using ActorDownloader;

if (args is not [var worker, var endpoint, var what, .. var rest] || rest.Length > 1)
{
    Console.Error.WriteLine(
        "usage: engine-bench WORKER-EXECUTABLE ENDPOINT-URL LIST [SETTINGS]\n  LIST: a file with a key, a tab and a file name in each "
            + "line; or - to be told on the standard input (bench/peers/session.py).");
    return 2;
}

await using var downloader = await Downloader.StartAsync(new DownloaderOptions
{
    WorkerExecutable = worker,
    Config = rest is [var settings] ? settings : null,
    S3 = new S3Options { EndpointUrl = endpoint },
});

if (what != "-")
{
    await DownloadAsync(ReadList(what));
    return 0;
}

while (Console.ReadLine() is { Length: > 0 } list)
{
    var requests = ReadList(list);
    Console.WriteLine("ready");
    Console.ReadLine();
    await DownloadAsync(requests);
    Console.WriteLine("done");
}

return 0;

Task DownloadAsync(IEnumerable<DownloadRequest> requests) =>
    Task.WhenAll(requests.Select(request => downloader.Download(request).Completion).ToList());

static List<DownloadRequest> ReadList(string path) =>
    [.. File.ReadLines(path).Select(line => line.Split('\t')).Select(words => new DownloadRequest("bench", words[0], words[1]))];
