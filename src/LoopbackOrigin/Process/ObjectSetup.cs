using System.Collections.Immutable;
using System.Globalization;
using ActorDownloader.LoopbackOrigin.Checksums;
using ActorDownloader.LoopbackOrigin.Content;
using ActorDownloader.LoopbackOrigin.Objects;

namespace ActorDownloader.LoopbackOrigin.Process;

/// <summary>One generated object, or many of a kind.</summary>
internal sealed record ObjectSetup(string Bucket, string Key, long Length)
{
    /// <summary>Gives the bytes; of many objects the first one's, counted up from there.</summary>
    public ulong Seed { get; set; }

    /// <summary>How many objects; more than one get <c>-00000</c> and so on behind the key.</summary>
    public int Count { get; set; } = 1;

    /// <summary>Bytes of each part, as if it had been uploaded in parts.</summary>
    public long? PartLength { get; set; }

    /// <summary>Checksums to compute over each object and to report.</summary>
    public ImmutableArray<ChecksumAlgorithm> Checksums { get; set; } = [];

    public void PutInto(BucketStore objects)
    {
        for (var i = 0; i < Count; i++)
        {
            var content = ObjectContent.Generated(unchecked(Seed + (ulong)i), Length);
            var key = Count == 1 ? Key : string.Create(CultureInfo.InvariantCulture, $"{Key}-{i:D5}");
            objects.Put(Bucket, key, new(content)
            {
                PartLength = PartLength,
                Checksums = [.. Checksums.Select(algorithm => ObjectChecksum.OfObject(algorithm, content))],
            });
        }
    }
}
