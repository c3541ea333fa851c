using System.Security.Cryptography;
using System.Text;

namespace ActorDownloader.ObjectStore.Signing;

/// <summary>
/// A key that signs for one day, region and service (SigV4's credential scope). Deriving it costs four hashes, so it is kept.
/// </summary>
internal sealed class SigningKey
{
    private readonly byte[] _key;
    private readonly string _date;
    private readonly string _region;
    private readonly string _service;

    private SigningKey(byte[] key, string date, string region, string service)
    {
        _key = key;
        _date = date;
        _region = region;
        _service = service;
        Scope = $"{date}/{region}/{service}/aws4_request";
    }

    /// <summary>As in <c>20130524/us-east-1/s3/aws4_request</c>.</summary>
    public string Scope { get; }

    /// <param name="secretKey">The secret access key.</param>
    /// <param name="date">The UTC day, <c>yyyyMMdd</c>.</param>
    /// <param name="region">The region that the service expects in the scope.</param>
    /// <param name="service">The service's signing name.</param>
    public static SigningKey Derive(string secretKey, string date, string region, string service)
    {
        var ofDay = HMACSHA256.HashData(Encoding.UTF8.GetBytes("AWS4" + secretKey), Encoding.UTF8.GetBytes(date));
        var ofRegion = HMACSHA256.HashData(ofDay, Encoding.UTF8.GetBytes(region));
        var ofService = HMACSHA256.HashData(ofRegion, Encoding.UTF8.GetBytes(service));
        return new SigningKey(HMACSHA256.HashData(ofService, "aws4_request"u8), date, region, service);
    }

    public bool IsFor(ReadOnlySpan<char> date, string region, string service) =>
        date.SequenceEqual(_date) && region == _region && service == _service;

    /// <summary>The signature of <paramref name="data"/> in lower-case hexadecimal.</summary>
    public string Sign(ReadOnlySpan<byte> data)
    {
        Span<byte> signature = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, data, signature);
        return Convert.ToHexStringLower(signature);
    }

    /// <summary>The scope alone.</summary>
    public override string ToString() => Scope;
}
