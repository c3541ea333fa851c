using System.Collections.Immutable;

namespace ActorDownloader.Messages;

/// <summary>
/// A request that any worker can send as it stands: where the object is, and the headers that prove the right to read it.
/// Workers hold no credentials; what they get is good for this object alone and for minutes.
/// </summary>
/// <param name="Url">Absolute http or https address, query included.</param>
/// <param name="Headers">Sent with every request; signed, so none may be added that begins with <c>x-amz-</c>.</param>
/// <param name="ETag">The version that every byte must come from, quotes included; null until it is known.</param>
public sealed record ObjectSource(string Url, ImmutableArray<RequestHeader> Headers, string? ETag)
{
    /// <summary>The address without query and headers: both may hold secrets.</summary>
    public override string ToString() => $"ObjectSource {{ Url = {Url.Split('?', 2)[0]}, ETag = {ETag} }}";
}

/// <summary>A header of a request. Its value may be a secret (a signature, a customer's key) and is never printed.</summary>
/// <param name="Name">The field name.</param>
/// <param name="Value">The field value as it goes out.</param>
public sealed record RequestHeader(string Name, string Value)
{
    /// <summary>The name alone.</summary>
    public override string ToString() => $"{Name}: ***";
}
