using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using Xunit;

namespace ActorDownloader.Testing;

/// <summary>
/// Buckets of its own on the test server, for the tests of a class, removed with all they hold at the end. Use it from
/// <see cref="S3ServerFactAttribute">facts</see> that are skipped without a server; then it does nothing.
/// </summary>
public sealed class S3ServerFixture : IAsyncLifetime
{
    private readonly string _name = $"actordl-{Guid.NewGuid():N}";
    private S3Server? _server;
    private AmazonS3Client? _owner;
    private AmazonS3Client? _stranger;

    /// <summary>The server.</summary>
    public S3Server Server => _server ?? throw new InvalidOperationException(S3Server.Missing);

    /// <summary>A client that signs as the owner.</summary>
    public IAmazonS3 Client => _owner ?? throw new InvalidOperationException(S3Server.Missing);

    /// <summary>The owner's bucket, without versions.</summary>
    public string Bucket => _name;

    /// <summary>The owner's bucket that keeps versions.</summary>
    public string VersionedBucket => _name + "-versioned";

    /// <summary>A bucket whose objects the owner may not read.</summary>
    public string ForeignBucket => _name + "-foreign";

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (S3Server.FromEnvironment() is not { } server)
        {
            return;
        }

        _server = server;
        _owner = server.Connect(server.Owner);
        _stranger = server.Connect(server.Stranger);
        await _owner.PutBucketAsync(Bucket);
        await _owner.PutBucketAsync(VersionedBucket);
        await _owner.PutBucketVersioningAsync(new()
        {
            BucketName = VersionedBucket,
            VersioningConfig = new() { Status = VersionStatus.Enabled },
        });
        await _stranger.PutBucketAsync(ForeignBucket);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_server is null)
        {
            return;
        }

        await RemoveAsync(_owner!, Bucket);
        await RemoveAsync(_owner!, VersionedBucket);
        await RemoveAsync(_stranger!, ForeignBucket);
        _owner!.Dispose();
        _stranger!.Dispose();
    }

    /// <summary>Puts an object in one upload.</summary>
    public Task<PutObjectResponse> PutAsync(string key, byte[] content) => PutAsync(Client, Bucket, key, content);

    /// <summary>Puts a version of an object into <see cref="VersionedBucket"/>.</summary>
    /// <returns>The version's id.</returns>
    public async Task<string> PutVersionAsync(string key, byte[] content) =>
        (await PutAsync(Client, VersionedBucket, key, content)).VersionId;

    /// <summary>Puts an object into <see cref="ForeignBucket"/>, where the owner of the other buckets may not read it.</summary>
    public Task PutForeignAsync(string key, byte[] content) =>
        PutAsync(_stranger ?? throw new InvalidOperationException(S3Server.Missing), ForeignBucket, key, content);

    /// <summary>Puts an object that can be read with this key alone (SSE-C).</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="customerKey">32 bytes.</param>
    public async Task PutWithCustomerKeyAsync(string key, byte[] content, byte[] customerKey)
    {
        using var body = new MemoryStream(content);
        await Client.PutObjectAsync(new()
        {
            BucketName = Bucket,
            Key = key,
            InputStream = body,
            ServerSideEncryptionCustomerMethod = ServerSideEncryptionCustomerMethod.AES256,
            ServerSideEncryptionCustomerProvidedKey = Convert.ToBase64String(customerKey),
            ServerSideEncryptionCustomerProvidedKeyMD5 = Convert.ToBase64String(MD5.HashData(customerKey)),
        });
    }

    /// <summary>Puts an object in parts.</summary>
    /// <param name="key">The object's key.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="partBytes">Bytes of each part but the last; the server takes no less than 5 MiB.</param>
    /// <returns>The entity tag, which ends in the number of parts.</returns>
    public async Task<string> PutMultipartAsync(string key, byte[] content, int partBytes = 8 << 20)
    {
        ArgumentNullException.ThrowIfNull(content);
        var upload = await Client.InitiateMultipartUploadAsync(Bucket, key);
        var parts = new List<PartETag>();
        for (var offset = 0; offset < content.Length; offset += partBytes)
        {
            using var body = new MemoryStream(content, offset, Math.Min(partBytes, content.Length - offset));
            parts.Add(new(await Client.UploadPartAsync(new()
            {
                BucketName = Bucket,
                Key = key,
                UploadId = upload.UploadId,
                PartNumber = parts.Count + 1,
                InputStream = body,
            })));
        }

        await Client.CompleteMultipartUploadAsync(new() { BucketName = Bucket, Key = key, UploadId = upload.UploadId, PartETags = parts });

        // The server's answer to the completion does not tell it in a way that the client reads.
        return (await Client.GetObjectMetadataAsync(Bucket, key)).ETag;
    }

    private static async Task<PutObjectResponse> PutAsync(IAmazonS3 client, string bucket, string key, byte[] content)
    {
        using var body = new MemoryStream(content);
        return await client.PutObjectAsync(new() { BucketName = bucket, Key = key, InputStream = body });
    }

    private static async Task RemoveAsync(AmazonS3Client client, string bucket)
    {
        var versions = client.Paginators.ListVersions(new() { BucketName = bucket }).Versions;
        await foreach (var version in versions)
        {
            await client.DeleteObjectAsync(bucket, version.Key, version.VersionId);
        }

        await client.DeleteBucketAsync(bucket);
    }
}
