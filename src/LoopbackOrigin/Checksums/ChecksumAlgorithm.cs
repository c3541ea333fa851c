namespace ActorDownloader.LoopbackOrigin.Checksums;

/// <summary>The checksums that S3 keeps with an object.</summary>
public enum ChecksumAlgorithm
{
    /// <summary>CRC-32/ISO-HDLC.</summary>
    Crc32,

    /// <summary>CRC-32/ISCSI (Castagnoli).</summary>
    Crc32C,

    /// <summary>CRC-64/NVME.</summary>
    Crc64Nvme,

    /// <summary>SHA-1.</summary>
    Sha1,

    /// <summary>SHA-256.</summary>
    Sha256,
}

/// <summary>What a checksum was computed over, in <c>x-amz-checksum-type</c>.</summary>
public enum ChecksumType
{
    /// <summary><c>FULL_OBJECT</c>: over the object's bytes.</summary>
    FullObject,

    /// <summary><c>COMPOSITE</c>: over the checksums of the object's parts.</summary>
    Composite,
}
