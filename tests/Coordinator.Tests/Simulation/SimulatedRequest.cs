using ActorDownloader.Transfers;

namespace ActorDownloader.Simulation;

/// <summary>A download that somebody wants, however many runs it takes.</summary>
internal sealed class SimulatedRequest(int number, TransferTerms terms, SimulatedObject origin)
{
    public int Number { get; } = number;

    public TransferTerms Terms { get; } = terms;

    public SimulatedObject Origin { get; } = origin;

    /// <summary>How often it was begun.</summary>
    public int Runs { get; set; }
}
