using ActorDownloader.LoopbackOrigin.Faults;
using ActorDownloader.LoopbackOrigin.Objects;
using ActorDownloader.LoopbackOrigin.Protocol;
using ActorDownloader.LoopbackOrigin.Requests;
using ActorDownloader.LoopbackOrigin.Signing;
using ActorDownloader.LoopbackOrigin.Traffic;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ActorDownloader.LoopbackOrigin.Server;

/// <summary>Leads each request through traffic limits, faults, signature check and look-up to its answer.</summary>
internal sealed class RequestHandler(OriginState state)
{
    private static readonly TimeSpan ShortBurst = TimeSpan.FromMilliseconds(100);

    private readonly SignatureCheck _signatures = new(state.Keys, state.Region);
    private long _numbers;

    public async Task HandleAsync(HttpContext context)
    {
        var active = state.Meter.RequestBegun();
        var rawTarget = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var target = RequestTarget.Parse(rawTarget, context.Request.Host.Value ?? "");
        var exchange = new Exchange(context, target, Interlocked.Increment(ref _numbers), state);
        var ending = RequestEnding.Abandoned;
        try
        {
            ending = await AnswerAsync(exchange, active);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; the log says so.
        }
        finally
        {
            state.Meter.RequestEnded();
            exchange.End(ending);
        }
    }

    private async Task<RequestEnding> AnswerAsync(Exchange exchange, int active)
    {
        if (Overload(exchange, active) is { } refusal)
        {
            state.Meter.RequestRefused();
            return await exchange.SendAsync(refusal, FaultPlan.None);
        }

        if (state.Traffic.FirstByteLatency > TimeSpan.Zero)
        {
            await Task.Delay(state.Traffic.FirstByteLatency, state.Time, exchange.Aborted);
        }

        var request = new ObjectRequest(exchange.Method, exchange.Target, exchange.RequestHeaders);
        var plan = Plan(request);
        foreach (var action in plan.Before)
        {
            await HoldAsync(action, exchange.Aborted);
        }

        ChangeObject(plan, exchange.Target);
        return await exchange.SendAsync(plan.Cut.BeforeHeaders ? null : Decide(request, plan), plan);
    }

    private Task HoldAsync(FaultAction action, CancellationToken aborted) => action switch
    {
        FaultAction.WaitAt wait => wait.Gate.PassAsync(aborted),
        FaultAction.Delay delay => Task.Delay(delay.Time, state.Time, aborted),
        _ => throw new ArgumentException($"{action.GetType().Name} holds no request.", nameof(action)),
    };

    private ErrorAnswer? Overload(Exchange exchange, int active)
    {
        var traffic = state.Traffic;
        if (exchange.Connection.IsExcess)
        {
            exchange.CloseAfter();
            return traffic.Excess == ExcessConnection.TooManyRequests ? S3Errors.TooManyRequests() : S3Errors.SlowDown();
        }

        var burst = traffic.RequestBurst ?? ShortBurst;
        var tooMany = active > (traffic.MaxConcurrentRequests ?? int.MaxValue)
            || (traffic.MaxRequestsPerSecond is { } rate && !state.RequestPacer.TryTake(1, rate, burst, state.Elapsed));
        return tooMany ? S3Errors.SlowDown() : null;
    }

    private FaultPlan Plan(ObjectRequest request)
    {
        if (state.Faults.IsEmpty)
        {
            return FaultPlan.None;
        }

        var target = request.Target;
        var length = state.Objects.Find(target.Bucket, target.Key, request.VersionId)?.Definition?.Content.Length ?? 0;
        var range = RangeHeader.Parse(request.Range);
        var span = range is { } asked ? asked.Resolve(length) ?? default : new ByteSpan(0, length);
        return state.Faults.Plan(new(request.Method, target.Bucket, target.Key, range is not null, span));
    }

    private void ChangeObject(FaultPlan plan, RequestTarget target)
    {
        if (plan.Replacement is { } definition)
        {
            state.Objects.Put(target.Bucket, target.Key, definition);
        }

        if (plan.Deletes)
        {
            state.Objects.Delete(target.Bucket, target.Key);
        }
    }

    private Answer Decide(ObjectRequest request, FaultPlan plan)
    {
        var target = request.Target;
        if (plan.Instead is { } fault)
        {
            return FaultyAnswer.Instead(fault, target);
        }

        if (request.Method is not ("GET" or "HEAD"))
        {
            return S3Errors.MethodNotAllowed(request.Method);
        }

        state.Objects.TryGetBucket(target.Bucket, out var bucket);
        if (state.Keys.Any && bucket is not { PubliclyReadable: true }
            && _signatures.Refusal(request.Method, target, request.Headers, state.Time.GetUtcNow()) is { } refused)
        {
            return refused;
        }

        request = request with
        {
            Range = plan.IgnoresRange ? null : request.Range,
            IfMatch = plan.IgnoresIfMatch ? null : request.IfMatch,
        };
        return target.Key.Length == 0
            ? ForBucket(request, bucket)
            : ObjectAnswers.For(request, bucket, state.Objects.Find(target.Bucket, target.Key, request.VersionId));
    }

    private Answer ForBucket(ObjectRequest request, BucketDefinition? bucket) =>
        ObjectAnswers.BucketRefusal(request, bucket) is { } refused ? refused
        : request.Method == "HEAD" ? new DocumentAnswer(200, [new("x-amz-bucket-region", state.Region)], "")
        : Listing.For(request.Target, state.Objects.List(request.Target.Bucket, request.Target.Parameter("prefix") ?? ""));
}
