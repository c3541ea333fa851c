namespace ActorDownloader.LoopbackOrigin.Objects;

/// <summary>What a bucket asks of requests, and how it keeps objects.</summary>
public sealed record BucketDefinition
{
    /// <summary>The account that <c>x-amz-expected-bucket-owner</c> must name; null lets it name any.</summary>
    public string? Owner { get; init; }

    /// <summary>Keep replaced and deleted versions, and send <c>x-amz-version-id</c>.</summary>
    public bool Versioned { get; init; }

    /// <summary>Refuse requests that do not say <c>x-amz-request-payer: requester</c>.</summary>
    public bool RequesterPays { get; init; }

    /// <summary>Serve unsigned requests too, where the origin verifies signatures.</summary>
    public bool PubliclyReadable { get; init; }
}
