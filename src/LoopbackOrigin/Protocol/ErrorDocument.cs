using System.Security;
using System.Text;

namespace ActorDownloader.LoopbackOrigin.Protocol;

/// <summary>Writes error documents.</summary>
internal static class ErrorDocument
{
    public static string Write(ErrorAnswer error, string resource, string requestId)
    {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error>");
        Append(xml, "Code", error.Code);
        Append(xml, "Message", error.Message);
        foreach (var (name, value) in error.Details)
        {
            Append(xml, name, value);
        }

        Append(xml, "Resource", resource);
        Append(xml, "RequestId", requestId);
        return xml.Append("</Error>").ToString();
    }

    private static void Append(StringBuilder xml, string name, string value) =>
        xml.Append('<').Append(name).Append('>').Append(SecurityElement.Escape(value)).Append("</").Append(name).Append('>');
}
