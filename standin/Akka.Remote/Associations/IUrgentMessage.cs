namespace Akka.Remote.Associations;

/// <summary>A message that overtakes those which wait to be sent: signs of life must not queue behind a backlog.</summary>
internal interface IUrgentMessage;
