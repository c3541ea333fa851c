namespace ActorDownloader.LoopbackOrigin.Faults;

/// <summary>A rule in a script, with its counts.</summary>
public sealed class ActiveFault : IDisposable
{
    private readonly FaultScript _script;
    private readonly ulong _seed;
    private readonly Dictionary<(string Bucket, string Key, long Start), int> _asked = [];
    private readonly Dictionary<(string Bucket, string Key, long Start), (int Fitting, int Hit)> _counts = [];
    private int _hits;

    internal ActiveFault(FaultScript script, FaultRule rule, ulong seed)
    {
        (_script, Rule, _seed) = (script, rule, seed);
    }

    /// <summary>What was added.</summary>
    public FaultRule Rule { get; }

    /// <summary>How many requests it has hit.</summary>
    public int Hits => Volatile.Read(ref _hits);

    /// <summary>Takes the rule back.</summary>
    public void Dispose() => _script.Remove(this);

    // Under the script's lock.
    internal bool Hit(in FaultSubject request)
    {
        if (!Rule.Fits(request))
        {
            return false;
        }

        var range = (request.Bucket, request.Key, request.Span.Start);
        if (!Chosen(request, range))
        {
            return false;
        }

        var counted = Rule.PerRange ? range : default;
        var (fitting, hit) = _counts.GetValueOrDefault(counted);
        var hits = fitting >= Rule.Skip && (Rule.Times is null || hit < Rule.Times);
        _counts[counted] = (fitting + 1, hits ? hit + 1 : hit);
        _hits += hits ? 1 : 0;
        return hits;
    }

    private bool Chosen(in FaultSubject request, (string, string, long) range)
    {
        if (Rule.Probability is null)
        {
            return true;
        }

        var attempt = _asked.GetValueOrDefault(range);
        _asked[range] = attempt + 1;
        return SeededChance.Of(_seed, request.Key, request.Span.Start, attempt) < Rule.Probability;
    }
}
