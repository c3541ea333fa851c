using Akka.Actor;

namespace Akka.Contract.Remoting;

/// <summary>What the systems of these specifications say to each other; <see cref="LetterSerializer"/> carries it.</summary>
internal static class Letters
{
    public interface ILetter;

    public sealed record Text(string Value) : ILetter;

    public sealed record Numbered(int Number) : ILetter;

    /// <summary>Forward a text to somebody.</summary>
    public sealed record Pass(string Text, IActorRef To) : ILetter;

    /// <summary>So many bytes.</summary>
    public sealed record Bulk(int ByteCount) : ILetter;

    /// <summary>Its serializer writes a manifest that it does not understand itself.</summary>
    public sealed record Misunderstood : ILetter;

    /// <summary>Its serializer cannot write it.</summary>
    public sealed record Unwritable : ILetter;
}
