using System.Collections.Immutable;
using ActorDownloader.LoopbackOrigin.Faults;

namespace ActorDownloader.Chaos;

/// <summary>One download and all that goes wrong with it; follows from the seed alone.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Length">The object's length in bytes.</param>
/// <param name="ChunkLength">The length of a chunk.</param>
/// <param name="Workers">Worker processes; 0 for workers that are started by hand.</param>
/// <param name="Slots">Requests that each of them has in flight.</param>
/// <param name="Replaces">Whether a file stands at the destination already.</param>
/// <param name="Sums">Whether the origin reports a checksum of the object.</param>
/// <param name="Keeps">Whether what has come is kept when the download does not complete.</param>
/// <param name="Disturbances">What goes wrong.</param>
internal sealed record Scenario(
    int Seed,
    long Length,
    long ChunkLength,
    int Workers,
    int Slots,
    bool Replaces,
    bool Sums,
    bool Keeps,
    ImmutableArray<Disturbance> Disturbances)
{
    /// <summary>
    /// What came later is drawn apart, and not for the seeds of <c>ChaosSpecs</c>: those are the same scenarios for ever.
    /// </summary>
    private const int Salt = 66;

    /// <summary>And what came after that: seeds below the first are what they were.</summary>
    private const int LaterSalt = 67, FirstLater = 1000;

    private const int MiB = 1 << 20;

    /// <summary>How many workers are started by hand where there are no others.</summary>
    public const int WorkersByHand = 3;

    private static readonly ImmutableArray<string> Unreachable = ["OriginUnavailable", "ConnectionFailed", "InvalidAnswer"];

    private static readonly (string Name, FaultAction Action)[] Passing =
    [
        ("500", new FaultAction.Respond(500, "InternalError")),
        ("502", new FaultAction.Respond(502, "BadGateway")),
        ("503 SlowDown", new FaultAction.Respond(503, "SlowDown")),
        ("503 Retry-After", new FaultAction.Respond(503, "SlowDown", RetryAfterSeconds: 1)),
        ("error with status 200", new FaultAction.Respond(200, "InternalError")),
        ("reset", new FaultAction.Reset()),
        ("reset in the body", new FaultAction.Reset(MiB / 3)),
        ("hang-up", new FaultAction.HangUp()),
        ("hang-up in the body", new FaultAction.HangUp(MiB / 3)),
        ("stall", new FaultAction.Stall()),
        ("stall in the body", new FaultAction.Stall(MiB / 3)),
        ("short length", new FaultAction.ShortLength(MiB / 3)),
        ("range ignored", new FaultAction.IgnoreRange()),
        ("wrong Content-Range", new FaultAction.ShiftContentRange(1)),
        ("compressed", new FaultAction.Compress()),
        ("connection closed", new FaultAction.CloseConnection()),
        ("delay", new FaultAction.Delay(TimeSpan.FromMilliseconds(300))),
    ];

    /// <summary>Whether the download must complete.</summary>
    public bool MustComplete => Disturbances.All(disturbance => disturbance.Outlived);

    /// <summary>The failures that are excused.</summary>
    public ImmutableHashSet<string> Kinds => [.. Disturbances.SelectMany(disturbance => disturbance.Kinds)];

    public bool Has(Act act) => Disturbances.OfType<Disturbance.Deed>().Any(deed => deed.Act == act);

    public static Scenario Draw(int seed)
    {
        var scenario = DrawEarlier(seed);
        var random = new Random(seed ^ LaterSalt);
        return seed >= FirstLater && random.Next(8) == 0
            ? scenario with { Disturbances = scenario.Disturbances.AddRange(DrawLater(random, scenario)) }
            : scenario;
    }

    private static Scenario DrawEarlier(int seed)
    {
        var scenario = DrawFirst(seed);
        var random = new Random(seed ^ Salt);
        return random.Next(3) > 0 ? scenario : random.Next(4) == 0
            ? scenario with { Keeps = true }
            : scenario with { Disturbances = scenario.Disturbances.AddRange(DrawMore(random, scenario)) };
    }

    private static Scenario DrawFirst(int seed)
    {
        var random = new Random(seed);
        var byHand = random.Next(8) == 0;
        var sums = random.Next(2) == 0;
        var disturbances = ImmutableArray.CreateBuilder<Disturbance>();
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            disturbances.Add(Draw(random, byHand, sums));
        }

        var small = random.Next(10) == 0;
        return new Scenario(
            seed,
            small ? random.Next(0, 200_000) : random.Next(4 * MiB, 48 * MiB),
            (random.Next(4) + 1) * (MiB / 2),
            byHand ? 0 : random.Next(1, 4),
            random.Next(2, 9),
            random.Next(2) == 0,
            sums,
            false,
            disturbances.ToImmutable());
    }

    private static IEnumerable<Disturbance> DrawMore(Random random, Scenario scenario)
    {
        // Without an ETag nobody could tell that the object was overwritten.
        var mayLackETag = !scenario.Has(Act.OverwriteObject);
        return random.Next(6) switch
        {
            0 =>
                [new Disturbance.AtOrigin(
                    "trickle",
                    new FaultRule(new FaultAction.Trickle(1000)) { Skip = random.Next(4), Times = random.Next(1, 3) },
                    true,
                    [])],
            1 =>
                [new Disturbance.AtOrigin(
                    "expired credentials",
                    new FaultRule(new FaultAction.Respond(400, "ExpiredToken")) { Skip = random.Next(4), Times = random.Next(1, 3) },
                    true,
                    [])],
            2 =>
                [new Disturbance.AtOrigin(
                    "other region",
                    new FaultRule(new FaultAction.Redirect(301, "eu-west-1")) { Skip = random.Next(4), Times = 1 },
                    true,
                    [])],
            3 when mayLackETag => [new Disturbance.AtOrigin("no ETag", new FaultRule(new FaultAction.ReplaceETag()), true, [])],
            4 => [new Disturbance.Deed("origin away", Act.LoseOrigin, 0.05 + (random.NextDouble() * 0.9), false, Unreachable)],
            // Fewer than the losses of one chunk that a download bears.
            _ =>
                Enumerable.Range(1, 4)
                    .Select(fifth => new Disturbance.Deed("workers killed again and again", Act.KillWorker, fifth / 5.0, true, [])),
        };
    }

    private static IEnumerable<Disturbance> DrawLater(Random random, Scenario scenario) => random.Next(2) == 0 && scenario.Workers > 0
        // Each time the same chunks lose their workers, until it is too often for one of them.
        ? Enumerable.Range(1, 12)
            .Select(
                part => new Disturbance.Deed(
                    "workers killed until it gives up", Act.KillAllWorkers, part / 20.0, false, ["WorkersUnavailable"]))
        : [new Disturbance.Deed(
            "directory denied", Act.DenyDirectory, 0.05 + (random.NextDouble() * 0.9), false, ["DestinationDenied", "DestinationFailed"])];

    private static Disturbance Draw(Random random, bool byHand, bool sums)
    {
        var share = 0.05 + (random.NextDouble() * 0.9);
        return random.Next(20) switch
        {
            < 7 => AtOrigin(random),
            // Without a checksum to compare with nobody can tell.
            7 when sums =>
                new Disturbance.AtOrigin(
                    "wrong byte",
                    new FaultRule(new FaultAction.CorruptByte(random.Next(4 * MiB))) { Times = 1 },
                    false,
                    ["ChecksumMismatch"]),
            8 or 9 => new Disturbance.Deed("worker killed", Act.KillWorker, share, true, []),
            10 when !byHand => new Disturbance.Deed("all workers killed", Act.KillAllWorkers, share, true, []),
            11 => new Disturbance.Deed("worker stopped", Act.StopWorker, share, true, []),
            12 or 13 => new Disturbance.Deed("coordinator killed", Act.KillCoordinator, share, true, []),
            14 => new Disturbance.Deed("coordinator stopped", Act.StopCoordinator, share, true, byHand ? ["WorkersUnavailable"] : []),
            15 =>
                new Disturbance.Deed(
                    share < 0.5 ? "interrupted" : "terminated", share < 0.5 ? Act.Interrupt : Act.Terminate, share, false, []),
            16 => new Disturbance.Deed("object overwritten", Act.OverwriteObject, share, false, ["ObjectChanged"]),
            17 => new Disturbance.Deed("object deleted", Act.DeleteObject, share, false, ["NotFound"]),
            18 => random.Next(3) switch
            {
                0 => new Disturbance.Deed("temporary file removed", Act.RemoveTemporary, share, false, ["DestinationFailed"]),
                1 => new Disturbance.Deed("temporary file truncated", Act.TruncateTemporary, share, false, ["DestinationFailed"]),
                _ =>
                    new Disturbance.Deed(
                        "directory removed", Act.RemoveDirectory, share, false, ["DestinationFailed", "DestinationNotFound"]),
            },
            19 => new Disturbance.SizeLimit(share),
            _ => new Disturbance.Deed("worker killed", Act.KillWorker, share, true, []),
        };
    }

    /// <summary>Twice at most is fewer than a chunk's attempts; a share of all requests may use them up.</summary>
    private static Disturbance.AtOrigin AtOrigin(Random random)
    {
        var (name, action) = Passing[random.Next(Passing.Length)];

        // An origin that gives a wrong length of the whole object has told a lie that only a checksum shows.
        bool? ranged = action is FaultAction.ShortLength ? true : null;
        return random.Next(8) switch
        {
            0 =>
                new Disturbance.AtOrigin(
                    name,
                    new FaultRule(action) { Ranged = ranged },
                    action is FaultAction.CloseConnection or FaultAction.Delay,
                    Unreachable),
            < 4 =>
                new Disturbance.AtOrigin(
                    name, new FaultRule(action) { Ranged = ranged, Probability = 0.1 + (0.2 * random.NextDouble()) }, false, Unreachable),
            _ =>
                new Disturbance.AtOrigin(
                    name, new FaultRule(action) { Ranged = ranged, Skip = random.Next(4), Times = random.Next(1, 3) }, true, []),
        };
    }
}
