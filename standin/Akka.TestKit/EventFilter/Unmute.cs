using Akka.Actor;

namespace Akka.TestKit.TestEvent;

/// <summary>Ends a <see cref="Mute"/>.</summary>
internal sealed record Unmute(IReadOnlyList<LogEventFilter> Filters) : INoSerializationVerificationNeeded;
