namespace ActorDownloader.Messages.Serialization;

/// <summary>The schema of <see cref="ChunkChecksumAlgorithm"/>: its number.</summary>
internal static class ChunkChecksumJson
{
    /// <summary>Refuses a number that has no name here: nobody could compute or combine it.</summary>
    public static ChunkChecksumAlgorithm ReadAlgorithm(ref MessageReader reader)
    {
        var algorithm = (ChunkChecksumAlgorithm)reader.Int32();
        return algorithm is >= ChunkChecksumAlgorithm.Crc32C and <= ChunkChecksumAlgorithm.Crc64Nvme
            ? algorithm
            : throw reader.Unfit("the number of a checksum algorithm");
    }
}
