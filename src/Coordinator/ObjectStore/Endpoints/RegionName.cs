namespace ActorDownloader.ObjectStore.Endpoints;

/// <summary>
/// A region's name becomes part of a host's, so nothing but a host's label may pass for one: an origin may tell us a region.
/// </summary>
internal static class RegionName
{
    /// <summary>
    /// What S3's tools assume where nobody says; AWS answers there for every region's buckets, if only with the right region.
    /// </summary>
    public const string Default = "us-east-1";

    /// <summary>Of a valid value, for messages.</summary>
    public const string Expected = "the name of a region, such as eu-west-1";

    private static readonly string[] CommercialPrefixes = ["us-", "eu-", "ap-", "sa-", "ca-", "me-", "af-", "il-", "mx-"];

    /// <summary>Whether it is a host's label in lower case.</summary>
    public static bool IsValid(ReadOnlySpan<char> region)
    {
        foreach (var c in region)
        {
            if (!char.IsAsciiLetterLower(c) && !char.IsAsciiDigit(c) && c != '-')
            {
                return false;
            }
        }

        return region.Length is > 0 and <= 63 && region[0] != '-' && region[^1] != '-';
    }

    /// <summary>
    /// Whether it is one of AWS's commercial partition, such as <c>eu-west-1</c>: three words. The others have four, or prefixes of their
    /// own.
    /// </summary>
    public static bool IsCommercial(string region) =>
        Array.Exists(CommercialPrefixes, prefix => region.StartsWith(prefix, StringComparison.Ordinal))
        && region.AsSpan().Count('-') == 2
        && char.IsAsciiDigit(region[^1]);
}
