using ActorDownloader.Messages;

namespace ActorDownloader.WorkerNode.Fetching;

public sealed class ChunkCrcSpecs
{
    [Theory]
    [InlineData("", ChunkChecksumAlgorithm.Crc32C)]
    [InlineData("sha256 v FULL_OBJECT", ChunkChecksumAlgorithm.Crc32C)]
    [InlineData("crc32 v FULL_OBJECT", ChunkChecksumAlgorithm.Crc32)]
    [InlineData("crc32 v", ChunkChecksumAlgorithm.Crc32)]
    [InlineData("crc64nvme v FULL_OBJECT", ChunkChecksumAlgorithm.Crc64Nvme)]
    [InlineData("crc32 v FULL_OBJECT,crc64nvme v FULL_OBJECT", ChunkChecksumAlgorithm.Crc64Nvme)]
    [InlineData("crc32 v FULL_OBJECT,crc32c v FULL_OBJECT", ChunkChecksumAlgorithm.Crc32C)]
    [InlineData("crc32 v-3 COMPOSITE", ChunkChecksumAlgorithm.Crc32)]
    [InlineData("crc64nvme v-3,crc32 v", ChunkChecksumAlgorithm.Crc32)]
    public void An_algorithm_that_combines_to_what_the_origin_reports_is_chosen(string reported, ChunkChecksumAlgorithm chosen)
    {
        var checksums = reported.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(each => each.Split(' ')).Select(
            words => new ReportedChecksum(words[0], words[1], words.ElementAtOrDefault(2)));

        Assert.Equal(chosen, ChunkCrc.Choose([.. checksums], ChunkChecksumAlgorithm.Crc32C));
    }

    [Theory]
    [InlineData(ChunkChecksumAlgorithm.Crc32C, 0xE3069283)]
    [InlineData(ChunkChecksumAlgorithm.Crc32, 0xCBF43926)]
    [InlineData(ChunkChecksumAlgorithm.Crc64Nvme, 0xAE8B14860A799888)]
    public void The_wires_algorithms_are_the_public_ones(ChunkChecksumAlgorithm algorithm, ulong check) =>
        Assert.Equal(check, ChunkCrc.Of(algorithm).Append(0, "123456789"u8));
}
