#nullable enable

using System.Globalization;
using System.Text;

namespace Akka.Configuration.Hocon;

/// <summary>A place in HOCON text, moving forward, and the words that can be read there.</summary>
internal sealed class HoconText(string text)
{
    public int Position { get; private set; }

    public bool IsAtEnd => Position >= text.Length;

    /// <summary>The character here, or NUL at the end.</summary>
    public char Next => Position < text.Length ? text[Position] : '\0';

    public static bool IsBlank(char symbol) => symbol is ' ' or '\t';

    public void Skip(int characters = 1) => Position = Math.Min(Position + characters, text.Length);

    public bool StartsWith(string word) => string.CompareOrdinal(text, Position, word, 0, word.Length) == 0;

    /// <summary>True at a character that may begin or continue an unquoted text, which includes dots.</summary>
    public bool IsAtUnquoted() => !IsAtEnd && !char.IsWhiteSpace(Next) && !IsReserved(Next) && !IsAtComment();

    /// <summary>True at a character that may begin an unquoted key.</summary>
    public bool IsAtUnquotedKey() => IsAtUnquoted() && Next != '.';

    /// <summary>Moves past white space and comments; false at the end of the text.</summary>
    public bool SkipToWord()
    {
        while (!IsAtEnd)
        {
            if (IsAtComment()) SkipPast('\n', Position);
            else if (char.IsWhiteSpace(Next)) Position++;
            else return true;
        }

        return false;
    }

    public string ReadBlanks()
    {
        int start = Position;
        while (IsBlank(Next)) Position++;
        return text[start..Position];
    }

    public string ReadUnquoted()
    {
        int start = Position;
        while (IsAtUnquoted()) Position++;
        return text[start..Position];
    }

    /// <summary>Reads a key as far as a reserved character, a dot or a comment: white space may be inside.</summary>
    public string ReadUnquotedKey()
    {
        int start = Position;
        while (!IsAtEnd && Next != '.' && !IsReserved(Next) && !IsAtComment()) Position++;
        return text[start..Position].Trim();
    }

    /// <summary>Reads a text in double quotes; without a closing quote it ends with the text, as in Akka.NET.</summary>
    public string ReadQuoted()
    {
        Position++;
        StringBuilder? unescaped = null;
        int start = Position;
        while (!IsAtEnd && Next != '"')
        {
            if (Next == '\\')
            {
                (unescaped ??= new StringBuilder()).Append(text, start, Position - start).Append(ReadEscape());
                start = Position;
            }
            else
            {
                Position++;
            }
        }

        string last = text[start..Position];
        Skip();
        return unescaped is null ? last : unescaped.Append(last).ToString();
    }

    /// <summary>Reads a text in three double quotes, in which nothing is escaped.</summary>
    public string ReadTripleQuoted()
    {
        const string Quotes = "\"\"\"";
        int start = Position + Quotes.Length;
        int end = text.IndexOf(Quotes, start, StringComparison.Ordinal);
        if (end < 0) end = text.Length;
        Position = Math.Min(end + Quotes.Length, text.Length);
        return text[start..end];
    }

    public FormatException Error(string what) => Error(what, Position);

    public FormatException Error(string what, int position) => new($"{what} at position {position} {TextPlace.Describe(text, position)}");

    private static bool IsReserved(char symbol) => symbol is '{' or '}' or '[' or ']' or ':' or '=' or ',' or '"' or '\\' or '#' or '$'
        or '`' or '^' or '?' or '!' or '@' or '*' or '&';

    private bool IsAtComment() => Next == '#' || Next == '/' && Position + 1 < text.Length && text[Position + 1] == '/';

    private void SkipPast(char last, int start)
    {
        int found = text.IndexOf(last, start);
        Position = found < 0 ? text.Length : found + 1;
    }

    private char ReadEscape()
    {
        int start = Position;
        Skip();
        char code = Next;
        Skip();
        return code switch
        {
            '"' or '\\' or '/' => code,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => ReadCodeUnit(start),
            _ => throw Error("Unknown escape code", start),
        };
    }

    private char ReadCodeUnit(int start)
    {
        const int Digits = 4;
        int first = Position;
        Skip(Digits);
        var digits = text.AsSpan(first, Position - first);
        return digits.Length == Digits
            && ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit)
                ? (char)unit
                : throw Error("Four hexadecimal digits expected", start);
    }
}
