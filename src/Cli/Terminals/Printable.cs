using System.Globalization;
using System.Text;

namespace ActorDownloader.Cli.Terminals;

/// <summary>Text that cannot move a cursor, change a title or start a new line: an object's key is a stranger's text.</summary>
internal static class Printable
{
    /// <summary>The text with each control character as <c>\u</c> and its number.</summary>
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\x1f') && !text.AsSpan().ContainsAnyInRange('\x7f', '\x9f'))
        {
            return text;
        }

        var shown = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = char.IsControl(c) ? shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : shown.Append(c);
        }

        return shown.ToString();
    }
}
