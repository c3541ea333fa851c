namespace ActorDownloader.Messages;

/// <summary>
/// Names one transfer: one object on its way to one file. Unique across coordinators; version 7 UUIDs, so ids sort by age.
/// </summary>
public readonly record struct TransferId(Guid Value)
{
    /// <summary>Thirty-two lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("N");
}
