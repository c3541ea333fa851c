using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace ActorDownloader.Cli.Documentation;

/// <summary>A page as GitHub shows it: where its links lead, and the anchors that its headings have.</summary>
/// <param name="Links">The targets of its links, in their order. What looks like a link within code is none.</param>
/// <param name="Anchors">What may stand behind <c>#</c>.</param>
internal sealed partial record MarkdownPage(ImmutableArray<string> Links, ImmutableHashSet<string> Anchors)
{
    public static MarkdownPage Parse(string text)
    {
        var prose = FencedCode().Replace(text, "");
        var links = Link().Matches(InlineCode().Replace(prose, "")).Select(match => match.Groups[1].Value);
        var anchors = ImmutableHashSet.CreateBuilder<string>();
        foreach (var anchor in Heading().Matches(prose).Select(match => AnchorOf(match.Groups[1].Value)))
        {
            // Headings that are alike are counted: title, title-1, title-2.
            var unique = anchor;
            for (var number = 1; !anchors.Add(unique); number++)
            {
                unique = $"{anchor}-{number}";
            }
        }

        return new MarkdownPage([.. links], anchors.ToImmutable());
    }

    /// <summary>Lower case; of a link its text; no punctuation but hyphens and underscores; a hyphen for each space.</summary>
    private static string AnchorOf(string heading) =>
        NotInAnchor().Replace(LinkText().Replace(heading, "$1").ToLowerInvariant(), "").Replace(' ', '-');

    [GeneratedRegex(@"^ *(```+|~~~+).*?^ *\1[^\n]*$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex FencedCode();

    [GeneratedRegex(@"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)", RegexOptions.Singleline)]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"\]\(\s*<?([^)\s>]+)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6} +(.+?) *$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}\p{Pc}\- ]")]
    private static partial Regex NotInAnchor();
}
