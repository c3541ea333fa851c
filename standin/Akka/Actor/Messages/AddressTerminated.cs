using Akka.Event;

namespace Akka.Actor;

/// <summary>To all that watch or are watched across systems: the system at that address is gone or unreachable.</summary>
internal sealed class AddressTerminated(Address address)
    : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression, INoSerializationVerificationNeeded
{
    public Address Address { get; } = address;

    public override string ToString() => $"<AddressTerminated>: {Address}";
}
