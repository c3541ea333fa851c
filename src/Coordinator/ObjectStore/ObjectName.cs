using System.Buffers;
using System.Text;

namespace ActorDownloader.ObjectStore;

/// <summary>
/// What may name a bucket, an object, a version and an account. As wide as what S3 and its compatible servers take: the server has the last
/// word.
/// </summary>
internal static class ObjectName
{
    // The limits of the S3 API reference, "Object key and metadata" and "Bucket naming rules" (255 is what us-east-1 allowed until 2018).
    private const int MaxBucketLength = 255;
    private const int MaxArnLength = 2048;
    private const int MaxKeyBytes = 1024;

    public static string RequireBucket(string bucket, string parameter = "bucket")
    {
        ArgumentNullException.ThrowIfNull(bucket, parameter);
        var isValid = IsArn(bucket) ? IsMadeOf(bucket, "-._:/", MaxArnLength) : IsMadeOf(bucket, "-._", MaxBucketLength);
        return isValid
            ? bucket
            : throw new ArgumentException(
                $"'{bucket}' is no bucket: 1 to {MaxBucketLength} letters, digits, '.', '-' or '_' are expected, or the ARN of an "
                    + "access point.",
                parameter);
    }

    public static string RequireKey(string key, string parameter = "key")
    {
        ArgumentNullException.ThrowIfNull(key, parameter);
        if (key.Length is 0 or > MaxKeyBytes || Encoding.UTF8.GetByteCount(key) > MaxKeyBytes)
        {
            throw new ArgumentException(
                $"A key of {Encoding.UTF8.GetByteCount(key)} bytes was given: 1 to {MaxKeyBytes} bytes of UTF-8 are expected.", parameter);
        }

        return IsWellFormed(key)
            ? key
            : throw new ArgumentException($"The key '{key}' holds half of a surrogate pair and has no UTF-8 form.", parameter);
    }

    public static string RequireVersionId(string versionId, string parameter = "versionId") =>
        versionId.Length is > 0 and <= 1024 && IsWellFormed(versionId)
            ? versionId
            : throw new ArgumentException($"'{versionId}' is no version id: 1 to 1024 characters are expected.", parameter);

    /// <summary>AWS has twelve digits; other servers have names. It goes out as a header, so nothing invisible may be in it.</summary>
    public static string RequireAccount(string account, string parameter = "expectedBucketOwner") =>
        account.Length is > 0 and <= 256 && !account.AsSpan().ContainsAnyExceptInRange('!', '~')
            ? account
            : throw new ArgumentException($"'{account}' is no account: the 12 digits of an AWS account are expected.", parameter);

    public static bool IsArn(string bucket) => bucket.StartsWith("arn:", StringComparison.Ordinal);

    /// <summary>
    /// Whether the text has a letter or digit, and besides those nothing but <paramref name="marks"/>: "." and ".." lead elsewhere in a
    /// path.
    /// </summary>
    private static bool IsMadeOf(string text, string marks, int maxLength)
    {
        var isNamed = false;
        foreach (var c in text)
        {
            var isAlphanumeric = char.IsAsciiLetterOrDigit(c);
            isNamed |= isAlphanumeric;
            if (!isAlphanumeric && !marks.Contains(c, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return isNamed && text.Length <= maxLength;
    }

    private static bool IsWellFormed(string text)
    {
        for (ReadOnlySpan<char> rest = text; !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var consumed) != OperationStatus.Done)
            {
                return false;
            }

            rest = rest[consumed..];
        }

        return true;
    }
}
