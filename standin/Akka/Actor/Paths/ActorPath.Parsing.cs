using System.Globalization;

namespace Akka.Actor;

public abstract partial class ActorPath
{
    /// <summary>The characters allowed in a name besides ASCII letters and digits.</summary>
    public const string ValidSymbols = "\"-_.*$+:@&=,!~';()";

    internal const string ValidActorNameDescription =
        "Actor paths MUST: not start with `$`, not be empty, and only contain ASCII letters, digits and these special characters: " +
        $"`{ValidSymbols}`";

    /// <summary>Whether an actor may be given this name. <c>%xx</c> escapes are allowed.</summary>
    public static bool IsValidPathElement(string s)
    {
        if (string.IsNullOrEmpty(s) || s[0] == '$')
            return false;
        for (var i = 0; i < s.Length; i++)
        {
            var c = s[i];
            if (char.IsAsciiLetterOrDigit(c) || ValidSymbols.Contains(c))
                continue;
            if (c != '%' || i + 2 >= s.Length || !char.IsAsciiHexDigit(s[i + 1]) || !char.IsAsciiHexDigit(s[i + 2]))
                return false;
            i += 2;
        }
        return true;
    }

    /// <summary>Joins names with slashes.</summary>
    public static string FormatPathElements(IEnumerable<string> pathElements) => string.Join('/', pathElements);

    /// <summary>Parses an absolute path such as <c>akka://system/user/actor#42</c>.</summary>
    /// <exception cref="UriFormatException">The text is not an absolute path.</exception>
    public static ActorPath Parse(string path) =>
        TryParse(path, out var parsed) ? parsed : throw new UriFormatException($"Can not parse an ActorPath: {path}");

    /// <summary>Parses an absolute path such as <c>akka://system/user/actor#42</c>.</summary>
    public static bool TryParse(string path, out ActorPath actorPath)
    {
        if (Address.TryParse(path.AsSpan(), out var address, out var names) &&
            TryParse(new RootActorPath(address), names, out actorPath))
        {
            return true;
        }
        actorPath = null;
        return false;
    }

    /// <summary>Appends the names of a relative path to <paramref name="basePath"/>.</summary>
    public static bool TryParse(ActorPath basePath, string absoluteUri, out ActorPath actorPath) =>
        TryParse(basePath, absoluteUri.AsSpan(), out actorPath);

    /// <summary>Appends the names of a relative path to <paramref name="basePath"/>.</summary>
    public static bool TryParse(ActorPath basePath, ReadOnlySpan<char> absoluteUri, out ActorPath actorPath)
    {
        actorPath = null;
        var uid = (long)ActorCell.UndefinedUid;
        var fragment = absoluteUri.IndexOf('#');
        if (fragment >= 0)
        {
            if (!long.TryParse(absoluteUri[(fragment + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out uid))
                return false;
            absoluteUri = absoluteUri[..fragment];
        }

        var path = basePath;
        foreach (var range in absoluteUri.Split('/'))
        {
            var name = absoluteUri[range];
            if (!name.IsEmpty)
                path = new ChildActorPath(path, name.ToString(), ActorCell.UndefinedUid);
        }
        actorPath = uid == ActorCell.UndefinedUid || path.Depth == 0 ? path : path.WithUid(uid);
        return true;
    }

    /// <summary>Parses the address of an absolute path.</summary>
    public static bool TryParseAddress(string path, out Address address) => Address.TryParse(path, out address);

    internal static (string Name, long Uid) SplitUid(string name)
    {
        var fragment = name.IndexOf('#', StringComparison.Ordinal);
        return fragment >= 0 &&
               long.TryParse(name.AsSpan(fragment + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var uid)
            ? (name[..fragment], uid)
            : (name, ActorCell.UndefinedUid);
    }
}
