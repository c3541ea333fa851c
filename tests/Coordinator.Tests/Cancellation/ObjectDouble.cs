using System.Collections.Immutable;
using System.Security.Cryptography;
using ActorDownloader.Messages;

namespace ActorDownloader.Cancellation;

/// <summary>The object that workers bring.</summary>
/// <param name="Content">Its bytes.</param>
/// <param name="Checksums">What the origin says of them.</param>
internal sealed record ObjectDouble(byte[] Content, ImmutableArray<ReportedChecksum> Checksums)
{
    public string ETag => "\"a\"";

    /// <summary>With a checksum that the file has to be read for.</summary>
    public ObjectDouble WithFileChecksum() => this with
    {
        Checksums = [new ReportedChecksum("sha256", Convert.ToBase64String(SHA256.HashData(Content)), "FULL_OBJECT")],
    };

    /// <summary>With a checksum of other bytes, which the file has to be read for too.</summary>
    public ObjectDouble WithWrongChecksum() => this with
    {
        Checksums = [new ReportedChecksum("sha256", Convert.ToBase64String(SHA256.HashData([])), "FULL_OBJECT")],
    };

    /// <summary>With a checksum over those of parts of one byte each, whose length the origin has to be asked for.</summary>
    public ObjectDouble WithPartsChecksum()
    {
        var parts = Content.SelectMany(part => SHA256.HashData([part])).ToArray();
        var value = $"{Convert.ToBase64String(SHA256.HashData(parts))}-{Content.Length}";
        return this with { Checksums = [new ReportedChecksum("sha256", value, "COMPOSITE")] };
    }
}
