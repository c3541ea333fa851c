#nullable enable

namespace Akka.Configuration.Hocon;

/// <summary>
/// Reads HOCON in one pass. It accepts what Akka.NET accepts, unclosed braces and quotes at the end of the text among it; where Akka.NET
/// would not return, or lose its stack, this throws.
/// </summary>
internal sealed class HoconParser
{
    /// <summary>Deeper than any configuration, and shallow enough for the stack of any thread.</summary>
    internal const int MaxDepth = 256;

    private readonly HoconText _text;
    private readonly List<HoconSubstitution> _substitutions = [];
    private int _depth;

    private HoconParser(string text) => _text = new HoconText(text);

    /// <summary>Reads a whole text, the value of which is an object.</summary>
    /// <exception cref="FormatException">The text is not HOCON; the message names the position.</exception>
    /// <exception cref="ConfigurationException">Unquoted text contains an assignment.</exception>
    public static HoconValue Parse(string text)
    {
        var parser = new HoconParser(text);
        var root = new HoconValue();
        parser.ReadObject(root, fieldLimit: int.MaxValue);
        if (parser._substitutions.Count > 0) new HoconResolver(root, parser._text, text.Length).Resolve(parser._substitutions);
        return root;
    }

    /// <summary>Reads fields into the object that <paramref name="owner"/> is or becomes, as far as its end or the limit.</summary>
    private void ReadObject(HoconValue owner, int fieldLimit)
    {
        if (owner.GetObject() is not { } fields)
        {
            owner.Clear();
            owner.Append(fields = new HoconObject());
        }

        Descend();
        while (fieldLimit > 0 && _text.SkipToWord())
        {
            if (_text.Next == '}')
            {
                _text.Skip();
                break;
            }

            if (IsOutOfPlace())
            {
                _text.Skip();
                continue;
            }

            ReadField(fields.GetOrAdd(ReadKey()));
            fieldLimit--;
        }

        _depth--;
    }

    /// <summary>Reads what follows a key: the rest of its path, an object, or an assignment.</summary>
    private void ReadField(HoconValue value)
    {
        while (_text.SkipToWord())
        {
            switch (_text.Next)
            {
                case '.':
                    _text.Skip();
                    ReadObject(value, fieldLimit: 1);
                    return;
                case '{':
                    _text.Skip();
                    ReadObject(value, fieldLimit: int.MaxValue);
                    return;
                case '=' or ':':
                    _text.Skip();
                    if (!value.IsObject()) value.Clear();
                    ReadValue(value);
                    return;
                case '}' or '[' or ']':
                    _text.Skip();
                    break;
                default:
                    // A second key before the assignment does not count.
                    ReadKey();
                    break;
            }
        }
    }

    private string ReadKey()
    {
        if (_text.Next == '"') return _text.ReadQuoted();
        if (!_text.IsAtUnquotedKey()) throw _text.Error("Unknown token");
        int start = _text.Position;
        string key = _text.ReadUnquotedKey();
        return key != "include" || _text.Next != '"' ? key : throw _text.Error("Includes are not supported: include", start);
    }

    /// <summary>Appends what stands in a row to <paramref name="owner"/>, and moves past the comma behind it.</summary>
    private void ReadValue(HoconValue owner)
    {
        _text.SkipToWord();
        string blanks = "";
        while (IsAtValue())
        {
            if (blanks.Length > 0) owner.Append(blanks);
            ReadElement(owner);
            blanks = _text.ReadBlanks();
        }

        if (_text.Next == ',') _text.Skip();
    }

    private bool IsAtValue() => _text.Next is '"' or '[' or '{' || _text.StartsWith("${") || _text.IsAtUnquoted();

    private void ReadElement(HoconValue owner)
    {
        switch (_text.Next)
        {
            case '{':
                _text.Skip();
                ReadObject(owner, fieldLimit: int.MaxValue);
                break;
            case '[':
                _text.Skip();
                owner.Append(ReadArray());
                break;
            case '$':
                owner.Append(ReadSubstitution());
                break;
            default:
                string literal = ReadLiteral();
                if (owner.IsObject()) owner.Clear();
                owner.Append(literal);
                break;
        }
    }

    private string ReadLiteral()
    {
        if (_text.StartsWith("\"\"\"")) return _text.ReadTripleQuoted();
        if (_text.Next == '"') return _text.ReadQuoted();
        string literal = _text.ReadUnquoted();
        if (_text.Next is not ('=' or ':')) return literal;
        var place = _text.Error("Unquoted text contains an assignment");
        throw new ConfigurationException($"{place.Message}\nAn address needs double quotes, an object needs braces.", place);
    }

    private List<HoconValue> ReadArray()
    {
        Descend();
        var values = new List<HoconValue>();
        while (!_text.IsAtEnd && _text.Next != ']')
        {
            int start = _text.Position;
            var value = new HoconValue();
            ReadValue(value);
            values.Add(value);
            _text.SkipToWord();
            if (_text.Position == start) throw _text.Error("Unknown token in a list");
        }

        _text.Skip();
        _depth--;
        return values;
    }

    private HoconSubstitution ReadSubstitution()
    {
        int start = _text.Position;
        _text.Skip("${".Length);
        string path = _text.ReadUnquoted();
        if (path.Length == 0 || _text.Next != '}')
        {
            throw _text.Error("A substitution is ${path}, without quotes, blanks or question mark:", start);
        }

        _text.Skip();
        var substitution = new HoconSubstitution(path, start);
        _substitutions.Add(substitution);
        return substitution;
    }

    // Akka.NET passes over these where a key should be.
    private bool IsOutOfPlace() => _text.Next is '{' or '[' or ']' or '=' or ':' or '.';

    private void Descend()
    {
        if (++_depth > MaxDepth) throw _text.Error($"Nested deeper than {MaxDepth} levels");
    }
}
