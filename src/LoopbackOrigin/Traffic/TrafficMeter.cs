namespace ActorDownloader.LoopbackOrigin.Traffic;

/// <summary>Counts connections, requests and bytes. Safe for use by several threads.</summary>
internal sealed class TrafficMeter
{
    private readonly Level _connections = new();
    private readonly Level _requests = new();
    private long _refused;
    private long _bytes;

    public int ConnectionOpened() => _connections.Rise();

    public void ConnectionClosed() => _connections.Fall();

    /// <returns>How many run now, this one included.</returns>
    public int RequestBegun() => _requests.Rise();

    public void RequestEnded() => _requests.Fall();

    public void RequestRefused() => Interlocked.Increment(ref _refused);

    public void BytesSent(int count) => Interlocked.Add(ref _bytes, count);

    public TrafficGauges Read() => new(
        _connections.Now, _connections.Most, _connections.Total,
        _requests.Now, _requests.Most, _requests.Total, Interlocked.Read(ref _refused), Interlocked.Read(ref _bytes));

    private sealed class Level
    {
        private readonly Lock _lock = new();

        public int Now { get; private set; }
        public int Most { get; private set; }
        public long Total { get; private set; }

        public int Rise()
        {
            lock (_lock)
            {
                Total++;
                Now++;
                Most = Math.Max(Most, Now);
                return Now;
            }
        }

        public void Fall()
        {
            lock (_lock)
            {
                Now--;
            }
        }
    }
}
