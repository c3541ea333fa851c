using System.Runtime.Serialization;
using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Reads what <see cref="NestedWriter"/> writes, from a source that is not trusted.</summary>
internal sealed class NestedReader(Serialization serialization, byte[] bytes) : IDisposable
{
    private const int DeepestNesting = 16;

    [ThreadStatic]
    private static int depth;

    private readonly BinaryReader _reader = new(new MemoryStream(bytes, writable: false));

    public void Dispose() => _reader.Dispose();

    public string Text() => _reader.ReadString();

    public IActorRef ActorRef() => Text() is { Length: > 0 } path ? serialization.DeserializeActorRef(path) : null;

    public object Object()
    {
        var serializerId = _reader.ReadInt32();
        var manifest = Text();
        var length = _reader.ReadInt32();
        if (length < 0 || length > bytes.Length)
            throw new SerializationException("A nested message is longer than the message around it");
        // A message in a message in a message costs a few bytes to write and a stack frame to read.
        if (depth >= DeepestNesting)
            throw new SerializationException("Messages are nested too deeply");
        depth++;
        try
        {
            return serialization.Deserialize(_reader.ReadBytes(length), serializerId, manifest);
        }
        finally
        {
            depth--;
        }
    }

    public ActorSelectionMessage Selection()
    {
        var message = Object();
        var wildCardFanOut = _reader.ReadBoolean();
        var elements = new List<SelectionPathElement>();
        for (var left = _reader.ReadInt32(); left > 0; left--)
        {
            var kind = _reader.ReadChar();
            var name = Text();
            elements.Add(kind switch
            {
                'u' => SelectParent.Instance,
                'p' => new SelectChildPattern(name),
                _ => new SelectChildName(name),
            });
        }
        return new ActorSelectionMessage(message, [.. elements], wildCardFanOut);
    }

    /// <summary>Well-known exceptions as they were; of others, name and message as <see cref="RemoteFailureException"/>.</summary>
    public Exception Exception()
    {
        var chain = new Stack<(string Type, string Message)>();
        while (Text() is { Length: > 0 } type)
            chain.Push((type, Text()));
        Exception exception = null;
        foreach (var (type, message) in chain)
            exception = RemoteFailureException.Recreate(type, message, exception);
        return exception;
    }
}
