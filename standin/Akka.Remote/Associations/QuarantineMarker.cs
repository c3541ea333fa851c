namespace Akka.Remote.Associations;

/// <summary>An incarnation that was given up, and how long it is remembered.</summary>
internal sealed record QuarantineMarker(int Uid, DateTimeOffset Until);
