using System.Collections.Immutable;
using System.Reflection;

namespace ActorDownloader.Cli.Documentation;

/// <summary>Links between the pages, to files and to sections, lead somewhere.</summary>
public sealed class LinkSpecs : IDisposable
{
    private static readonly string Repository = typeof(LinkSpecs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "Repository").Value!;

    private readonly string _directory = Directory.CreateTempSubdirectory("actordl-links-").FullName;

    [Fact]
    public void All_links_of_the_documentation_lead_somewhere()
    {
        string[] pages =
        [
            .. Directory.GetFiles(Repository, "*.md"),
            .. new[] { "docs", "hocon", "standin", "bench" }.SelectMany(
                folder => Directory.GetFiles(Path.Combine(Repository, folder), "*.md", SearchOption.AllDirectories)),
        ];

        Assert.Contains(Path.Combine(Repository, "README.md"), pages);
        Assert.NotEmpty(pages.SelectMany(page => MarkdownPage.Parse(File.ReadAllText(page)).Links));
        Assert.Empty(pages.SelectMany(page => BrokenLinks(page)).Select(broken => Path.GetRelativePath(Repository, broken)));
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_found()
    {
        Write("other.md", "# Other page\n");
        Write("file", "");
        var page = Write("page.md", """
            # Title
            ## What `get` does, and why
            ## Title
            [file](file), [folder](.), [page](other.md), [section](other.md#other-page), [elsewhere](https://host/missing)
            [here](#what-get-does-and-why), [the second](#title-1), `[code](missing)`
            ```sh
            # no heading, and [no link](missing)
            ```
            [1](missing), [2](other.md#page), [3](#no-heading-and-no-link), [4](missing.md#title), [5](#title-2), [6](#Title)
            """);

        Assert.Equal(
            ["missing", "other.md#page", "#no-heading-and-no-link", "missing.md#title", "#title-2", "#Title"],
            BrokenLinks(page).Select(broken => broken[(page.Length + 2)..]));
    }

    [Theory]
    [InlineData("Where it may be seen to differ", "where-it-may-be-seen-to-differ")]
    [InlineData("`--json`: one *line* each", "--json-one-line-each")]
    [InlineData("A & B / C", "a--b--c")]
    [InlineData("[Akka.NET](https://getakka.net) and snake_case", "akkanet-and-snake_case")]
    [InlineData("Größe 2", "größe-2")]
    public void A_headings_anchor_is_the_one_that_GitHub_makes(string heading, string anchor) =>
        Assert.Equal([anchor], MarkdownPage.Parse($"text\n\n## {heading}\n\ntext\n").Anchors);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    /// <returns><c>PAGE: TARGET</c> of each.</returns>
    private static ImmutableArray<string> BrokenLinks(string page) =>
    [
        .. MarkdownPage.Parse(File.ReadAllText(page)).Links
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && !LeadsSomewhere(page, link))
            .Select(link => $"{page}: {link}"),
    ];

    private static bool LeadsSomewhere(string page, string link)
    {
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0]);
        return Path.Exists(target)
            && (parts is not [_, var anchor] || MarkdownPage.Parse(File.ReadAllText(target)).Anchors.Contains(anchor));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, text);
        return path;
    }
}
