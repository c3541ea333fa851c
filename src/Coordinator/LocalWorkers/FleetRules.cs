namespace ActorDownloader.LocalWorkers;

/// <summary>The rules by which local worker processes are started.</summary>
/// <param name="MaxProcesses">How many run at once at most.</param>
/// <param name="Prestart">How many of them are started before there is work.</param>
/// <param name="Slots">How many leases one holds at most.</param>
/// <param name="LeasesPerProcess">For how many leases there should be one in the long run.</param>
/// <param name="SpreadAfter">How long there must have been too much work for the workers until then.</param>
/// <param name="MinBackoff">
/// The pause before the second process that takes the place of one that ended without having joined, and so on doubling.
/// </param>
/// <param name="MaxBackoff">The longest such pause.</param>
/// <param name="MaxEarlyExits">After how many such ends in a row nobody is waited for any more.</param>
/// <param name="RestartInterval">The shortest time between two replacements of processes that had joined.</param>
/// <param name="JoinTimeout">How long a started process may take to join before it is ended.</param>
internal sealed record FleetRules(
    int MaxProcesses,
    int Prestart,
    int Slots,
    int LeasesPerProcess,
    TimeSpan SpreadAfter,
    TimeSpan MinBackoff,
    TimeSpan MaxBackoff,
    int MaxEarlyExits,
    TimeSpan RestartInterval,
    TimeSpan JoinTimeout)
{
    /// <summary>How many are really started before there is work.</summary>
    public int Early => Math.Min(Prestart, MaxProcesses);
}
