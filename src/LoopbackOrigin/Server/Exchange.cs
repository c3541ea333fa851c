using System.Globalization;
using System.Text;
using ActorDownloader.LoopbackOrigin.Faults;
using ActorDownloader.LoopbackOrigin.Protocol;
using ActorDownloader.LoopbackOrigin.Requests;
using Microsoft.AspNetCore.Http;

namespace ActorDownloader.LoopbackOrigin.Server;

/// <summary>A request and the answer on its way, with its entry in the log.</summary>
internal sealed class Exchange
{
    private readonly HttpContext _context;
    private readonly OriginState _state;
    private readonly string _requestId;
    private readonly RequestEntry? _entry;
    private long _bodyBytes;

    public Exchange(HttpContext context, RequestTarget target, long number, OriginState state)
    {
        (_context, _state, Target) = (context, state, target);
        _requestId = number.ToString("X16", CultureInfo.InvariantCulture);
        Connection = OriginConnection.Of(context);
        if (state.Requests.IsOn)
        {
            _entry = new(Record(number));
            state.Requests.Begin(_entry);
        }
    }

    public RequestTarget Target { get; }
    public OriginConnection Connection { get; }
    public string Method => _context.Request.Method;
    public IHeaderDictionary RequestHeaders => _context.Request.Headers;
    public CancellationToken Aborted => _context.RequestAborted;

    /// <summary>Have the connection end with this answer.</summary>
    public void CloseAfter() => _context.Response.Headers.Connection = "close";

    /// <summary>Sends an answer, as far as the plan lets it come; null for none at all.</summary>
    public async Task<RequestEnding> SendAsync(Answer? answer, FaultPlan plan)
    {
        if (answer is null)
        {
            return await CutAsync(plan.Cut.Kind);
        }

        var response = _context.Response;
        response.StatusCode = answer.Status;
        response.Headers["x-amz-request-id"] = _requestId;
        response.Headers.Date = _state.Time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        if (plan.ClosesConnection)
        {
            CloseAfter();
        }

        if (answer is ObjectAnswer bytes)
        {
            bytes = FaultyAnswer.Apply(plan, bytes);
            SetHeaders(bytes);
            return await SendBytesAsync(bytes, plan);
        }

        SetHeaders(answer);
        await SendDocumentAsync(answer);
        return RequestEnding.Answered;
    }

    /// <summary>Writes to the log how it ended.</summary>
    public void End(RequestEnding ending)
    {
        if (_entry is not null)
        {
            var status = _context.Response.HasStarted ? _context.Response.StatusCode : 0;
            _state.Requests.End(_entry, new(status, _bodyBytes, _state.Time.GetUtcNow(), ending));
        }
    }

    private async Task SendDocumentAsync(Answer answer)
    {
        var (type, text) = answer switch
        {
            ErrorAnswer { Code: "" } => (null, ""),
            ErrorAnswer error => ("application/xml", ErrorDocument.Write(error, _context.Request.Path, _requestId)),
            DocumentAnswer document => ("application/xml", document.Xml),
            _ => throw new InvalidOperationException($"{answer.GetType().Name} is no document."),
        };
        var body = Encoding.UTF8.GetBytes(text);
        _context.Response.ContentType = type;
        if (answer.Status != 304)
        {
            _context.Response.ContentLength = body.Length;
        }

        if (Method != "HEAD" && body.Length > 0)
        {
            await _context.Response.Body.WriteAsync(body, Aborted);
            _bodyBytes = body.Length;
        }
        else
        {
            await _context.Response.StartAsync(Aborted);
        }
    }

    private async Task<RequestEnding> SendBytesAsync(ObjectAnswer answer, FaultPlan plan)
    {
        var response = _context.Response;
        var length = Math.Min(answer.Span.Length, plan.AnnouncedBytes ?? long.MaxValue);
        response.ContentLength = plan.OmitsLength ? null : length;
        await response.StartAsync(Aborted);
        if (Method == "HEAD")
        {
            return RequestEnding.Answered;
        }

        // A cut at the end of an answer whose length is known would be none.
        var isCut = plan.Cut.AfterBodyBytes is { } after && (after < length || plan.OmitsLength);
        var end = isCut ? Math.Min(length, plan.Cut.AfterBodyBytes!.Value) : length;
        var pace = new BodyPace(_state, Connection, plan.BytesPerSecond);
        for (var body = new BodyCursor(answer, plan.CorruptOffset, end); !body.AtEnd;)
        {
            var size = pace.SliceBytes(body.Remaining);
            if (pace.Take(size) is { Ticks: > 0 } wait)
            {
                // The headers, if they have not gone yet.
                await response.BodyWriter.FlushAsync(Aborted);
                await Task.Delay(wait, _state.Time, Aborted);
            }

            body.Read(response.BodyWriter.GetSpan(size)[..size]);
            response.BodyWriter.Advance(size);
            var flushed = await response.BodyWriter.FlushAsync(Aborted);
            if (flushed.IsCompleted)
            {
                return RequestEnding.Abandoned;
            }

            _bodyBytes += size;
            _state.Meter.BytesSent(size);
        }

        return isCut ? await CutAsync(plan.Cut.Kind) : RequestEnding.Answered;
    }

    private async Task<RequestEnding> CutAsync(BodyCutKind kind)
    {
        if (_context.Response.HasStarted)
        {
            await _context.Response.BodyWriter.FlushAsync(Aborted);
        }

        if (kind == BodyCutKind.Reset)
        {
            Disconnection.Reset(_context.Features);
        }
        else
        {
            if (kind == BodyCutKind.HangUp)
            {
                Disconnection.Finish(_context.Features);
            }

            await WhenClientIsGoneAsync();
        }

        _context.Abort();
        return RequestEnding.Cut;
    }

    private async Task WhenClientIsGoneAsync()
    {
        var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = Aborted.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), gone);
        await gone.Task;
    }

    private void SetHeaders(Answer answer)
    {
        foreach (var (name, value) in answer.Headers)
        {
            _context.Response.Headers[name] = value;
        }
    }

    private RequestRecord Record(long number) => new(
        number,
        Method,
        Target.Bucket,
        Target.Key,
        Target.Parameter("versionId"),
        RequestHeaders.Range,
        [.. RequestHeaders.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()))],
        _context.Connection.Id,
        _state.Time.GetUtcNow(),
        null);
}
