using System.Globalization;

namespace ActorDownloader.Cli.Values;

/// <summary>Reads options' values. Null stays null: the option was not given.</summary>
internal static class OptionText
{
    /// <exception cref="UsageException">The text is no such number.</exception>
    public static int? Number(string option, string? text) =>
        text is null ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw Refused(option, text, "a whole number");

    /// <exception cref="UsageException">The text is no size.</exception>
    public static long? Size(string option, string? text) =>
        text is null ? null
        : SizeText.TryParse(text, out var bytes) ? bytes
        : throw Refused(option, text, SizeText.Form);

    /// <summary>One of several words, in any case.</summary>
    /// <exception cref="UsageException">The text is none of them.</exception>
    public static T? Choice<T>(string option, string? text, params ReadOnlySpan<(string Word, T Value)> choices) where T : struct, Enum
    {
        if (text is null)
        {
            return null;
        }

        var words = new List<string>(choices.Length);
        foreach (var (word, value) in choices)
        {
            if (string.Equals(word, text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }

            words.Add(word);
        }

        throw Refused(option, text, string.Join(" or ", words));
    }

    private static UsageException Refused(string option, string text, string expected) => new($"{option} {text}: {expected} is expected.");
}
