using Spectre.Console;
using Spectre.Console.Rendering;

namespace ActorDownloader.Cli.Progress;

/// <summary>Progress on a terminal: a bar with rate and time left, and a line for each worker process. Cleared at the end.</summary>
internal sealed class LiveProgress : IProgressView
{
    private const string ShowCursor = "\u001b[?25h";
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _display;
    private volatile DownloadProgress? _latest;

    private LiveProgress(string title)
    {
        // Spectre takes a writer for a terminal only if it is the console's own, and that may have been diverted; who comes here knows that
        // it is one.
        var error = new StreamWriter(Console.OpenStandardError()) { AutoFlush = true };
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(error),
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
        });

        // Spectre hides the cursor, and a second Ctrl-C ends the process before it can show it again.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => error.Write(_display!.IsCompleted ? "" : ShowCursor);
        _display = Task.Run(() => console.Progress()
            .AutoClear(true)
            .AutoRefresh(true)
            .Columns(new TitleColumn(), new ProgressBarColumn { Width = 30 }, new FiguresColumn(this))
            .StartAsync(context => ShowAsync(context, title)));
    }

    public static LiveProgress Start(string title) => new(title);

    public void Report(DownloadProgress value) => _latest = value;

    public async ValueTask DisposeAsync()
    {
        _ended.TrySetResult();
        await _display;
    }

    private async Task ShowAsync(ProgressContext context, string title)
    {
        var whole = context.AddTask(title);
        var workers = new Dictionary<(string, int), ProgressTask>();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!_ended.Task.IsCompleted)
        {
            if (_latest is { } progress)
            {
                Update(context, whole, workers, progress);
            }

            await Task.WhenAny(timer.WaitForNextTickAsync().AsTask(), _ended.Task);
        }
    }

    private static void Update(
        ProgressContext context, ProgressTask whole, Dictionary<(string, int), ProgressTask> workers, DownloadProgress progress)
    {
        var total = Math.Max(1, progress.BytesTotal ?? 1);
        whole.IsIndeterminate = progress.BytesTotal is null;
        whole.MaxValue = total;
        whole.Value = progress.BytesDone;
        foreach (var share in progress.Workers)
        {
            if (!workers.TryGetValue((share.Host, share.ProcessId), out var line))
            {
                workers.Add((share.Host, share.ProcessId), line = context.AddTask($"  worker {share.ProcessId}"));
            }

            line.MaxValue = total;
            line.Value = share.Bytes;
        }
    }

    /// <summary>The title as it is: brackets in a key are no markup.</summary>
    private sealed class TitleColumn : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task.Description).Ellipsis();
    }

    private sealed class FiguresColumn(LiveProgress view) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(TextOf(task));

        private string TextOf(ProgressTask task) => (view._latest, task.Id) switch
        {
            (null, _) => "",
            (var progress, 0) => ProgressFigures.Line(progress),
            _ => Values.SizeText.Of(task.Value),
        };
    }
}
