namespace ActorDownloader.Messages;

/// <summary>
/// Names one grant of one chunk to one worker. A coordinator never uses a number twice, so an answer that carries
/// an old number is recognised as late and changes nothing.
/// </summary>
public readonly record struct LeaseNumber(long Value)
{
    /// <summary>The number in decimal.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
