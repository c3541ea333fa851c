using Akka.Actor;

namespace Akka.Serialization;

/// <summary>For which system, and under which address of it, actor references are being serialized.</summary>
public sealed class Information(Address address, ActorSystem system) : IEquatable<Information>
{
    public Address Address { get; } = address;

    public ActorSystem System { get; } = system;

    public bool Equals(Information other) =>
        ReferenceEquals(this, other) || (other is not null && Address == other.Address && Equals(System, other.System));

    public override bool Equals(object obj) => Equals(obj as Information);

    public override int GetHashCode() => HashCode.Combine(Address, System);
}
