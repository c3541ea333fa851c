using System.Collections.Immutable;
using ActorDownloader.LoopbackOrigin.Checksums;
using ActorDownloader.LoopbackOrigin.Content;

namespace ActorDownloader.LoopbackOrigin.Objects;

/// <summary>An object to be stored: its bytes and what S3 would know about them.</summary>
/// <param name="Content">The bytes.</param>
public sealed record ObjectDefinition(ObjectContent Content)
{
    /// <summary>
    /// The entity tag, quotes included. Null lets the origin make one: the MD5 of a single upload, and for one in parts a value
    /// that ends in <c>-N</c> and follows from the content's length and the version alone.
    /// </summary>
    public string? ETag { get; init; }

    /// <summary>Bytes of each part of a multi-part upload but the last; null for a single upload.</summary>
    public long? PartLength { get; init; }

    /// <summary>When it was written; null for the moment it is put.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Reported to requests that ask with <c>x-amz-checksum-mode: ENABLED</c>. Not checked against the bytes.</summary>
    public ImmutableArray<ObjectChecksum> Checksums { get; init; } = [];

    /// <summary>The 32-byte key that requests must bring (SSE-C); null for an object without one.</summary>
    public ReadOnlyMemory<byte>? CustomerKey { get; init; }

    /// <summary>False: the caller has no right to read it, and gets <c>AccessDenied</c>.</summary>
    public bool Readable { get; init; } = true;

    /// <summary>Response headers that go out as they are, such as <c>Content-Encoding</c>; they win over the origin's own.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>How many parts it was uploaded in; null for a single upload.</summary>
    internal int? PartCount => PartLength is { } length ? (int)Math.Max(1, (Content.Length + length - 1) / length) : null;

    /// <exception cref="ArgumentException">The definition contradicts itself.</exception>
    internal void Validate()
    {
        if (PartLength is <= 0)
        {
            throw new ArgumentException($"PartLength is {PartLength}; it must be more than 0.");
        }

        if (CustomerKey is { Length: not 32 })
        {
            throw new ArgumentException($"CustomerKey has {CustomerKey.Value.Length} bytes; AES-256 takes 32.");
        }

        if (ETag is null && PartLength is null && Content.Length > ObjectETag.LongestMd5)
        {
            throw new ArgumentException(
                $"An object of {Content.Length} bytes needs an ETag or a PartLength: MD5 is made only up to {ObjectETag.LongestMd5} "
                    + "bytes.");
        }
    }
}
