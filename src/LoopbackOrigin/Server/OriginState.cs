using ActorDownloader.LoopbackOrigin.Faults;
using ActorDownloader.LoopbackOrigin.Objects;
using ActorDownloader.LoopbackOrigin.Requests;
using ActorDownloader.LoopbackOrigin.Signing;
using ActorDownloader.LoopbackOrigin.Traffic;

namespace ActorDownloader.LoopbackOrigin.Server;

/// <summary>All that an origin's requests share.</summary>
internal sealed class OriginState(S3LoopbackOriginOptions options)
{
    private readonly long _start = options.Time.GetTimestamp();
    private volatile TrafficShape _traffic = options.Traffic;

    public TimeProvider Time { get; } = options.Time;
    public string Region { get; } = options.Region;
    public BucketStore Objects { get; } = new(options.Time);
    public FaultScript Faults { get; } = new(options.Seed);
    public RequestLog Requests { get; } = new(options.RequestLogCapacity);
    public AccessKeys Keys { get; } = new();
    public TrafficMeter Meter { get; } = new();
    public Pacer BodyPacer { get; } = new();
    public Pacer RequestPacer { get; } = new();

    public TrafficShape Traffic
    {
        get => _traffic;
        set => _traffic = value;
    }

    /// <summary>A clock for pacers.</summary>
    public TimeSpan Elapsed => Time.GetElapsedTime(_start);
}
