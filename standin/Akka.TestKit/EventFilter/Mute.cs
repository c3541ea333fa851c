using Akka.Actor;

namespace Akka.TestKit.TestEvent;

/// <summary>Tells the test kit's logger not to print what these filters match, and to tell them.</summary>
internal sealed record Mute(IReadOnlyList<LogEventFilter> Filters) : INoSerializationVerificationNeeded;
