using System.Text;

namespace Akka.Contract.Standin;

/// <summary>Makes texts that are HOCON, nearly HOCON, or nothing like it; the same ones from the same seed.</summary>
internal sealed class HoconGenerator(Random random)
{
    private const int MaxDepth = 4;

    private static readonly string[] Keys =
    [
        "a", "b", "c", "a.b", "b.c.d", "\"q.x\"", "\"k y\"", "a b", "include", "x-1", "1", "2.5", "null", "\"a\".\"b\"", "\"\"", "\"\\n\"",
    ];

    private static readonly string[] Literals =
    [
        "1", "2 s", "on", "null", "\"null\"", "\"str ing\"", "\"\"", "\"\"\" t\"q\\ \"\"\"", "8MiB", "1e3", "-4", "infinite", "127.0.0.1",
        "foo bar  baz",
        "a/b", "x//y", "\"e\\n\\u0041\\/\"", "${a}", "${a.b}", "${b.c.d}", "${zz}", "\u00e9\u4e2d\ud83d\ude00", "1\u00a0s",
    ];

    private static readonly string[] Tokens =
    [
        "{", "}", "[", "]", "=", ":", ",", ".", "#", "\"", "$", " ", "\n", "\t", "\\", "\"\"\"", "${a}", "${", "${?a}", "//",
        "include \"x\"", "+=", "\r\n",
        "x", "?", "*", "\0", "\ud800", "\ufeff", "\\u12",
    ];

    private static readonly string[] Separators = ["\n", "\n", ", ", ",", " # c\n", " // c\n", "\r\n"];

    public string Next() => random.Next(100) switch
    {
        < 40 => Fields(0) + "\n",
        < 85 => Mutated(Fields(0)),
        < 98 => Repeated(() => OneOf(Tokens), random.Next(60)),
        _ => Monotonous(),
    };

    private string Fields(int depth)
    {
        var text = new StringBuilder();
        for (int left = depth < MaxDepth ? random.Next(5) : 0; left > 0; left--)
        {
            text.Append(OneOf(Keys)).Append(OneOf([" = ", "=", ": ", " "]));
            if (text[^1] == ' ' && text[^2] is not ('=' or ':')) text.Append('{').Append(Fields(depth + 1)).Append("}\n");
            else text.Append(Value(depth + 1)).Append(OneOf(Separators));
        }

        return text.ToString();
    }

    private string Value(int depth) => random.Next(10) switch
    {
        < 6 => OneOf(Literals),
        _ when depth > MaxDepth => "1",
        6 => $"[{List(depth + 1)}{OneOf(["", ",", "\n"])}]",
        7 => $"{{{Fields(depth + 1)}}}",
        _ => Value(depth + 1) + OneOf(["", " ", "  "]) + Value(depth + 1),
    };

    private string List(int depth) =>
        string.Join(OneOf([",", ", ", "\n", " "]), Enumerable.Range(0, random.Next(4)).Select(_ => Value(depth)));

    private string Mutated(string text)
    {
        for (int left = random.Next(1, 4); left > 0; left--)
        {
            int start = random.Next(text.Length + 1);
            int end = Math.Min(text.Length, start + random.Next(20));
            text = random.Next(3) switch
            {
                0 => text.Insert(start, OneOf(Tokens)),
                1 => text.Remove(start, end - start),
                _ => text.Insert(random.Next(text.Length + 1), text[start..end]),
            };
        }

        return text;
    }

    private string Monotonous()
    {
        string unit = OneOf(Tokens) + OneOf(Tokens);
        return OneOf(Keys) + OneOf(["=", "", "{"]) + Repeated(() => unit, random.Next(3000));
    }

    private static string Repeated(Func<string> part, int times) => string.Concat(Enumerable.Range(0, times).Select(_ => part()));

    private string OneOf(string[] choices) => choices[random.Next(choices.Length)];
}
