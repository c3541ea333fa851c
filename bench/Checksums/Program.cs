using System.Runtime.Intrinsics;
using ActorDownloader.Checksums;
using ActorDownloader.Checksums.Bench;

// Prints a table in Markdown: a line for each way to compute, a column for each length.
int[] lengths = [1 << 10, 16 << 10, 256 << 10, 8 << 20, 64 << 20];
var castagnoli = new ReflectedPolynomial(32, 0x1EDC6F41);
var zip = new ReflectedPolynomial(32, 0x04C11DB7);
var table = new ThroughputTable(lengths);

table.Add("copy (Span.CopyTo)", (data, scratch) => data.AsSpan().CopyTo(scratch));
foreach (var algorithm in new[] { ChecksumAlgorithm.Crc32C, ChecksumAlgorithm.Crc32, ChecksumAlgorithm.Crc64Nvme })
{
    table.Add(algorithm.Name, (data, _) => algorithm.Append(0, data));
}

if (Lanes256.IsSupported)
{
    var wide = new Folding<Lanes256, Vector256<ulong>>(zip);
    var stripe = Folding<Lanes256, Vector256<ulong>>.StripeBytes;
    table.Add("folding, two lanes", (data, scratch) => wide.Fold(0, data, scratch.AsSpan(0, stripe)));
}

if (Lanes128.IsSupported)
{
    var narrow = new Folding<Lanes128, Vector128<ulong>>(zip);
    var stripe = Folding<Lanes128, Vector128<ulong>>.StripeBytes;
    table.Add("folding, one lane", (data, scratch) => narrow.Fold(0, data, scratch.AsSpan(0, stripe)));
}

if (Crc32CInstruction.Computes(castagnoli))
{
    table.Add("CRC-32C instruction", (data, _) => Crc32CInstruction.Update(0, data));
}

var tables = new SlicedTables(zip);
table.Add("tables", (data, _) => tables.Update(0, data));

Console.WriteLine();
foreach (var length in new[] { 8L << 20, 8_765_432L, long.MaxValue })
{
    var combine = () => { ChecksumAlgorithm.Crc64Nvme.Combine(0x0123456789ABCDEF, 0xFEDCBA9876543210, length); };
    var nanoseconds = ThroughputTable.BestSeconds(100, combine) * 1e9;
    Console.WriteLine(FormattableString.Invariant($"combine, second run of {length} bytes: {nanoseconds:F0} ns"));
}
