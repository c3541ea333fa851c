using System.Collections.Immutable;
using System.Globalization;
using ActorDownloader.LoopbackOrigin.Checksums;
using ActorDownloader.LoopbackOrigin.Objects;
using HeaderList = System.Collections.Immutable.ImmutableArray<System.Collections.Generic.KeyValuePair<string, string>>.Builder;

namespace ActorDownloader.LoopbackOrigin.Protocol;

/// <summary>Decides what S3 would answer to <c>GET</c> and <c>HEAD</c>. Looks at nothing but its arguments.</summary>
internal static class ObjectAnswers
{
    /// <summary>The answer, or the refusal, for an object in a bucket.</summary>
    /// <param name="request">The request.</param>
    /// <param name="bucket">The bucket's rules; null where there is no such bucket.</param>
    /// <param name="version">The version that the request names, or the latest; null where there is none.</param>
    public static Answer For(ObjectRequest request, BucketDefinition? bucket, ObjectVersion? version)
    {
        if (BucketRefusal(request, bucket) is { } refused)
        {
            return refused;
        }

        if (version?.Definition is not { } definition)
        {
            return Missing(request, version);
        }

        return VersionRefusal(request, version, definition)
            ?? (request.PartNumber is { } part
                ? ForPart(request, bucket!, version, definition, part)
                : ForRange(request, bucket!, version, definition));
    }

    /// <summary>Why the bucket's rules forbid the request; null where they do not.</summary>
    public static ErrorAnswer? BucketRefusal(ObjectRequest request, BucketDefinition? bucket) => bucket switch
    {
        null => S3Errors.NoSuchBucket(request.Target.Bucket),
        _ when bucket.Owner is { } owner && (request.ExpectedBucketOwner ?? owner) != owner => S3Errors.AccessDenied(),
        { RequesterPays: true } when !request.PayerIsRequester => S3Errors.AccessDenied(),
        _ => null,
    };

    private static ErrorAnswer Missing(ObjectRequest request, ObjectVersion? marker) => (marker, request.VersionId) switch
    {
        (null, null) => S3Errors.NoSuchKey(request.Target.Key),
        (null, { } id) => S3Errors.NoSuchVersion(request.Target.Key, id),
        (_, null) => S3Errors.Deleted(request.Target.Key, marker),
        _ => S3Errors.DeleteMarkerNamed(marker),
    };

    private static ErrorAnswer? VersionRefusal(ObjectRequest request, ObjectVersion version, ObjectDefinition definition)
    {
        if (!definition.Readable)
        {
            return S3Errors.AccessDenied();
        }

        if (CustomerKeyCheck.Refusal(definition.CustomerKey, request.Headers) is { } refused)
        {
            return refused;
        }

        return request.IfMatch is { } wanted && !Names(wanted, version.ETag) ? S3Errors.PreconditionFailed("If-Match")
            : request.IfNoneMatch is { } known && Names(known, version.ETag) ? S3Errors.NotModified(version.ETag)
            : null;
    }

    private static bool Names(string tags, string etag) =>
        tags.Split(',', StringSplitOptions.TrimEntries).Any(tag => tag == "*" || tag.Trim('"') == etag.Trim('"'));

    private static Answer ForPart(
        ObjectRequest request, BucketDefinition bucket, ObjectVersion version, ObjectDefinition definition, string part)
    {
        var length = definition.Content.Length;
        if (ObjectRequest.Number(part) is not (>= 1 and <= 10_000) || request.Range is not null)
        {
            return request.Range is null
                ? S3Errors.InvalidArgument("Part number must be an integer between 1 and 10000, inclusive")
                : S3Errors.InvalidRequest("Cannot specify both Range header and partNumber query parameter");
        }

        var number = ObjectRequest.Number(part)!.Value;
        var count = definition.PartCount ?? 1;
        if (number > count)
        {
            return S3Errors.InvalidPartNumber(number, count);
        }

        var size = definition.PartLength ?? length;
        var span = new ByteSpan((number - 1) * size, Math.Min(number * size, length));
        var headers = CommonHeaders(request, bucket, version, definition);
        if (definition.PartCount is not null)
        {
            headers.Add(new("x-amz-mp-parts-count", count.ToString(CultureInfo.InvariantCulture)));
        }

        var checksums = definition.PartCount is null ? definition.Checksums
            : [.. definition.Checksums.Select(checksum => checksum.OfPart(definition.Content, span.Start, span.End))];
        AddChecksums(headers, request, checksums);
        return Bytes(length == 0 ? 200 : 206, headers, definition, span);
    }

    private static Answer ForRange(ObjectRequest request, BucketDefinition bucket, ObjectVersion version, ObjectDefinition definition)
    {
        var length = definition.Content.Length;
        var headers = CommonHeaders(request, bucket, version, definition);
        if (RangeHeader.Parse(request.Range) is not { } range)
        {
            AddChecksums(headers, request, definition.Checksums);
            return Bytes(200, headers, definition, new(0, length));
        }

        return range.Resolve(length) is { } span ? Bytes(206, headers, definition, span) : S3Errors.InvalidRange(request.Range!, length);
    }

    private static ObjectAnswer Bytes(int status, HeaderList headers, ObjectDefinition definition, ByteSpan span)
    {
        if (status == 206)
        {
            headers.Add(new("Content-Range", span.ToContentRange(definition.Content.Length)));
        }

        headers.AddRange(definition.Headers);
        return new(status, headers.DrainToImmutable(), definition.Content, span);
    }

    private static HeaderList CommonHeaders(
        ObjectRequest request, BucketDefinition bucket, ObjectVersion version, ObjectDefinition definition)
    {
        var headers = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>(12);
        headers.Add(new("ETag", version.ETag));
        headers.Add(new("Last-Modified", version.LastModified.ToString("R", CultureInfo.InvariantCulture)));
        headers.Add(new("Accept-Ranges", "bytes"));
        headers.Add(new("Content-Type", "binary/octet-stream"));
        if (bucket.Versioned)
        {
            headers.Add(new("x-amz-version-id", version.VersionId));
        }

        if (bucket.RequesterPays && request.PayerIsRequester)
        {
            headers.Add(new("x-amz-request-charged", "requester"));
        }

        if (definition.CustomerKey is { } key)
        {
            headers.Add(new(CustomerKeyCheck.Algorithm, "AES256"));
            headers.Add(new(CustomerKeyCheck.KeyMd5, CustomerKeyCheck.Md5Of(key.Span)));
        }

        return headers;
    }

    private static void AddChecksums(HeaderList headers, ObjectRequest request, ImmutableArray<ObjectChecksum> checksums)
    {
        if (!request.WantsChecksums || checksums.IsEmpty)
        {
            return;
        }

        foreach (var checksum in checksums)
        {
            headers.Add(new(checksum.HeaderName, checksum.Value));
        }

        headers.Add(new("x-amz-checksum-type", checksums[0].Type == ChecksumType.Composite ? "COMPOSITE" : "FULL_OBJECT"));
    }
}
