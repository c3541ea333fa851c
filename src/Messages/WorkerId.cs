namespace ActorDownloader.Messages;

/// <summary>Names one life of one worker process: a process that starts again is another worker.</summary>
public readonly record struct WorkerId(Guid Value)
{
    /// <summary>Thirty-two lower-case hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("N");
}
