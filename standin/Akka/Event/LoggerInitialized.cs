using Akka.Actor;

namespace Akka.Event;

/// <summary>A logger actor's answer to <see cref="InitializeLogger"/>: I am ready.</summary>
public class LoggerInitialized : INoSerializationVerificationNeeded, IDeadLetterSuppression;
