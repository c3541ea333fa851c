using System.Text;
using Akka.Actor;

namespace Akka.Remote.Messages;

/// <summary>Actor paths as they are written to the wire.</summary>
internal static class EncodedPaths
{
    /// <summary>The path inside its system, with the uid if it has one: <c>/user/a#123</c>.</summary>
    public static byte[] Relative(ActorPath path)
    {
        var elements = path.ElementsWithUid;
        return Encoding.UTF8.GetBytes("/" + string.Join('/', elements));
    }

    /// <summary>The path with the address of its system.</summary>
    public static byte[] Complete(ActorPath path) => Encoding.UTF8.GetBytes(path.ToSerializationFormat());
}
