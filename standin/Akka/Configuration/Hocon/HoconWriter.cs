using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>Writes values so that reading the text gives them again. Substitutions appear as what they stand for.</summary>
internal static class HoconWriter
{
    private const string NewLine = "\r\n";

    public static string Write(HoconValue value, int indent)
    {
        var text = new StringBuilder();
        if (indent == 0 && value.GetObject() is { } fields) AppendFields(text, fields, 1);
        else Append(text, value, indent);
        return text.ToString();
    }

    public static string Write(HoconObject fields, int indent)
    {
        var text = new StringBuilder();
        AppendFields(text, fields, indent);
        return text.ToString();
    }

    private static void AppendFields(StringBuilder text, HoconObject fields, int indent)
    {
        foreach (var (key, value) in fields.Items)
        {
            Append(text.Append(' ', 2 * indent).Append(IsPlain(key) ? key : Quoted(key)).Append(" : "), value, indent);
            text.Append(NewLine);
        }
    }

    private static void Append(StringBuilder text, HoconValue value, int indent)
    {
        if (value.GetObject() is { } fields)
        {
            AppendFields(text.Append('{').Append(NewLine), fields, indent + 1);
            text.Append(' ', 2 * indent).Append('}');
        }
        else if (value.IsString() || value.Elements.Count == 0)
        {
            text.Append(value.GetString() is not { } literal ? "null" : IsPlain(literal.Replace('.', '-')) ? literal : Quoted(literal));
        }
        else
        {
            text.Append('[');
            foreach (var (index, element) in value.GetArray().Index()) Append(index == 0 ? text : text.Append(','), element, indent + 1);
            text.Append(']');
        }
    }

    private static bool IsPlain(string text) =>
        text.Length > 0 && text.All(symbol => char.IsAsciiLetterOrDigit(symbol) || symbol is '-' or '_');

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char symbol in text)
        {
            if (symbol is '"' or '\\') quoted.Append('\\').Append(symbol);
            else if (char.IsControl(symbol)) quoted.Append($"\\u{(int)symbol:x4}");
            else quoted.Append(symbol);
        }

        return quoted.Append('"').ToString();
    }
}
