using Akka.Actor;

namespace Akka.Serialization;

/// <summary>Writes messages that carry others.</summary>
internal sealed class NestedWriter(Serialization serialization) : IDisposable
{
    private readonly MemoryStream _stream = new();

    private BinaryWriter Writer => field ??= new BinaryWriter(_stream);

    public byte[] ToArray()
    {
        Writer.Flush();
        return _stream.ToArray();
    }

    public void Dispose() => Writer.Dispose();

    public void Text(string text) => Writer.Write(text ?? "");

    public void ActorRef(IActorRef actor) => Text(actor.IsNobody() ? "" : Serialization.SerializedActorPath(actor));

    /// <summary>An object with whatever serializer it is bound to.</summary>
    public void Object(object value)
    {
        var serializer = serialization.FindSerializerFor(value);
        var bytes = serializer.ToBinary(value);
        Writer.Write(serializer.Identifier);
        Text(value is null ? "" : Serialization.ManifestFor(serializer, value));
        Writer.Write(bytes.Length);
        Writer.Write(bytes);
    }

    public void Selection(ActorSelectionMessage selection)
    {
        Object(selection.Message);
        Writer.Write(selection.WildCardFanOut);
        Writer.Write(selection.Elements.Length);
        foreach (var element in selection.Elements)
        {
            Writer.Write(element switch
            {
                SelectParent => 'u',
                SelectChildPattern => 'p',
                _ => 'n',
            });
            Text(element.ToString());
        }
    }

    /// <summary>Class, message and inner exceptions; not the stack trace, which is of no use elsewhere.</summary>
    public void Exception(Exception exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            Text(exception.GetType().FullName);
            Text(exception.Message);
        }
        Text("");
    }
}
