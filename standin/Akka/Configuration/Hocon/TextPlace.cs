namespace Akka.Configuration.Hocon;

/// <summary>Describes a position in a text to the person who wrote it.</summary>
internal static class TextPlace
{
    // Enough to recognise a line by, and short enough for a log.
    private const int ShownEachSide = 60;

    /// <summary>The line and column, both counted from 1, then the line itself with a caret below the position.</summary>
    public static string Describe(string text, int position)
    {
        position = Math.Min(position, text.Length);
        var before = text.AsSpan(0, position);
        int lineStart = before.LastIndexOf('\n') + 1;
        int lineLength = text.AsSpan(lineStart).IndexOf('\n');
        int lineEnd = lineLength < 0 ? text.Length : lineStart + lineLength;
        int from = Math.Max(lineStart, position - ShownEachSide);
        int to = Math.Min(lineEnd, position + ShownEachSide);
        string shown = text[from..to].TrimEnd('\r');
        return $"(line {before.Count('\n') + 1}, column {position - lineStart + 1}):\n{shown}\n{new string(' ', position - from)}^";
    }
}
