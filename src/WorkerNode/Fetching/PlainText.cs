namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>Text from outside, made fit for a message to a person: what an origin sends may hold terminal escapes or have no end.</summary>
internal static class PlainText
{
    /// <summary>Characters that are kept; S3's longest messages have some two hundred.</summary>
    public const int MaxLength = 400;

    /// <summary>The text without control characters, cut to <see cref="MaxLength"/>.</summary>
    public static string Of(string text)
    {
        var cut = text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength), "…");
        return cut.Any(char.IsControl) ? string.Create(cut.Length, cut, Clean) : cut;
    }

    private static void Clean(Span<char> target, string text)
    {
        for (var i = 0; i < text.Length; i++)
            target[i] = char.IsControl(text[i]) ? ' ' : text[i];
    }
}
