namespace ActorDownloader.Messages.Serialization;

/// <summary>
/// The name that each message has on the wire. A name is never changed and never given to another message: a record may be renamed,
/// what peers say to each other may not.
/// </summary>
internal static class Manifests
{
    public const string Register = "reg";
    public const string Registered = "rgd";
    public const string RegistrationRefused = "ref";
    public const string Drain = "drn";
    public const string Leave = "lve";
    public const string Demand = "dem";
    public const string Grant = "grt";
    public const string Withdraw = "wdr";
    public const string Report = "rep";

    /// <summary>The manifest of <paramref name="message"/>.</summary>
    /// <exception cref="ArgumentException">It is none of the wire's messages.</exception>
    public static string Of(object message) => message switch
    {
        WorkerProtocol.Register => Register,
        WorkerProtocol.Registered => Registered,
        WorkerProtocol.RegistrationRefused => RegistrationRefused,
        WorkerProtocol.Drain => Drain,
        WorkerProtocol.Leave => Leave,
        ChunkProtocol.Demand => Demand,
        ChunkProtocol.Grant => Grant,
        ChunkProtocol.Withdraw => Withdraw,
        ChunkProtocol.Report => Report,
        _ => throw new ArgumentException($"{message.GetType()} is not a message of the wire."),
    };
}
