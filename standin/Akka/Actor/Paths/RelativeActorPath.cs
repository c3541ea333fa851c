namespace Akka.Actor;

/// <summary>A path without an address, such as <c>../sibling</c>.</summary>
internal static class RelativeActorPath
{
    public static IEnumerable<string> Split(string path) => path.Split('/').SkipWhile(string.IsNullOrEmpty);
}
