using System.Text.RegularExpressions;
using Akka.Actor;

namespace Akka.TestKit;

/// <summary>A condition on a text, in words and as a predicate.</summary>
internal sealed record TextMatch(string Description, Predicate<string> IsMatch)
{
    public static readonly TextMatch All = new("", static _ => true);

    /// <summary>The first of the conditions that is not null.</summary>
    public static TextMatch Of(string message, string start, string contains)
    {
        if (message is not null) return new($" == \"{message}\"", text => text == message);
        if (start is not null) return new($" starts with \"{start}\"", text => text.StartsWith(start, StringComparison.Ordinal));
        return contains is null ? All : new($" contains \"{contains}\"", text => text.Contains(contains, StringComparison.Ordinal));
    }

    public static TextMatch Of(Regex pattern) => new($" matches {pattern}", pattern.IsMatch);

    /// <summary>A log source: a name or an actor's path, with its address or without.</summary>
    public static TextMatch OfSource(string source) => source is null
        ? All
        : new($" from {source}", text => IsSame(source, text) || IsSame(source, WithoutAddress(text)));

    private static string WithoutAddress(string source) =>
        ActorPath.TryParse(source, out var path) ? path.ToStringWithoutAddress() : source;

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
