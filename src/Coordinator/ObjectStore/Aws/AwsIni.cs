namespace ActorDownloader.ObjectStore.Aws;

/// <summary>
/// The text of AWS's two shared files ("Configuration and credential file settings" of the AWS SDKs reference). Settings nested under
/// another, by indentation, get its name before theirs: <c>s3.addressing_style</c>.
/// </summary>
internal static class AwsIni
{
    /// <summary>
    /// The sections by their headings, the settings by their names in lower case. A section that comes twice is one; the later value of a
    /// setting holds.
    /// </summary>
    public static Dictionary<string, Dictionary<string, string>> Parse(string text)
    {
        var sections = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        Dictionary<string, string>? section = null;
        string? parent = null;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var content = WithoutComment(line).TrimEnd();
            if (content.IsEmpty)
            {
                continue;
            }

            if (content[0] == '[')
            {
                section = SectionOf(sections, content);
                parent = null;
            }
            else if (section is not null && content.IndexOf('=') is > 0 and var equals)
            {
                var name = content[..equals].Trim().ToString().ToLowerInvariant();
                var value = content[(equals + 1)..].Trim().ToString();
                var nested = char.IsWhiteSpace(content[0]) && parent is not null;
                section[nested ? $"{parent}.{name}" : name] = value;
                if (!nested)
                {
                    parent = value.Length == 0 ? name : null;
                }
            }
        }

        return sections;
    }

    private static Dictionary<string, string> SectionOf(Dictionary<string, Dictionary<string, string>> sections, ReadOnlySpan<char> line)
    {
        var end = line.IndexOf(']');
        var words = (end < 0 ? line[1..] : line[1..end]).ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var heading = string.Join(' ', words).Replace("\"", "", StringComparison.Ordinal);
        if (!sections.TryGetValue(heading, out var section))
        {
            sections[heading] = section = new Dictionary<string, string>(StringComparer.Ordinal);
        }

        return section;
    }

    // A secret may hold '#' or ';': they begin a comment only at the start of a line or after a blank.
    private static ReadOnlySpan<char> WithoutComment(ReadOnlySpan<char> line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] is '#' or ';' && (i == 0 || char.IsWhiteSpace(line[i - 1])))
            {
                return line[..i];
            }
        }

        return line;
    }
}
