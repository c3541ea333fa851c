namespace ActorDownloader.ObjectStore;

/// <summary>
/// Makes requests for objects that workers can send without credentials of their own, and learns from what origins answer.
/// All members may be called from any thread.
/// </summary>
internal interface IObjectStore : IAsyncDisposable
{
    /// <summary>
    /// How far the origin's clock is ahead of ours. Signatures are dated with it: S3 refuses one that is more than 15 minutes off.
    /// </summary>
    TimeSpan ClockCorrection { get; set; }

    /// <summary>
    /// Finds the credentials, so that the first <see cref="SignAsync"/> is quick. Optional, and worth starting early: it may read files or
    /// ask the instance's metadata service.
    /// </summary>
    /// <exception cref="ObjectStoreException">There are no usable credentials.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Signs a GET of the object. Completes at once, without a thread of its own, while the credentials are known and fresh.
    /// </summary>
    /// <param name="request">The object.</param>
    /// <param name="etag">Goes into the source for workers to pin; not signed.</param>
    /// <param name="cancellationToken">Ends this call's wait for credentials; others that wait for the same ones go on.</param>
    /// <exception cref="ObjectStoreException">There are no usable credentials, or the bucket cannot be addressed.</exception>
    ValueTask<SignedSource> SignAsync(ObjectRequest request, string? etag, CancellationToken cancellationToken);

    /// <summary>Asks the origin for the length of the object's first part. Asks once: whether again is not decided here.</summary>
    /// <param name="request">The object.</param>
    /// <param name="etag">The version that the answer must be about; null for any.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ObjectStoreException">There are no usable credentials, or the bucket cannot be addressed.</exception>
    Task<PartLengthAnswer> FindPartLengthAsync(ObjectRequest request, string? etag, CancellationToken cancellationToken);

    /// <summary>
    /// The origin refused this source for its credentials (ExpiredToken, InvalidAccessKeyId, …). The next <see cref="SignAsync"/> gets them
    /// anew from where they came from. Repeating it for other sources of the same generation is harmless.
    /// </summary>
    void RenewCredentials(SignedSource refused);

    /// <summary>The origin said that the bucket lives elsewhere (<c>x-amz-bucket-region</c>). Later requests go to that region.</summary>
    /// <returns>Whether that was news; if not, or if it is no region's name, asking again leads nowhere.</returns>
    bool MoveBucket(string bucket, string region);
}
