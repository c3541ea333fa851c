namespace ActorDownloader.Simulation;

/// <summary>One direction between two actors: messages may take their time but keep their order, as Akka's do.</summary>
internal sealed class SimulatedLink
{
    private TimeSpan _last;

    public void Send(SimulatedClock clock, TimeSpan latency, Action deliver)
    {
        _last = _last > clock.Now + latency ? _last : clock.Now + latency;
        clock.After(_last - clock.Now, deliver);
    }
}
