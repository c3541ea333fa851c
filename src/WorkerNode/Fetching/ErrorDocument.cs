using System.Globalization;
using System.Xml;

namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>S3's error document: XML with the root <c>Error</c>, or one <c>Error</c> inside <c>ErrorResponse</c>.</summary>
internal sealed record ErrorDocument(string Code, string? Message, string? RequestId, string? Region, DateTimeOffset? ServerTime)
{
    /// <summary>Longer documents are not read: S3's have some hundred bytes, and an origin must not fill our memory.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Reads a document; null for anything that is not a whole one with a code. Entities and external parts are refused.</summary>
    public static ErrorDocument? Parse(byte[] buffer, int length)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MaxBytes,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
        };
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(buffer, 0, length, writable: false), settings);
            return Read(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static ErrorDocument? Read(XmlReader reader)
    {
        if (reader.MoveToContent() != XmlNodeType.Element)
            return null;
        if (reader.LocalName == "ErrorResponse" && !reader.ReadToDescendant("Error"))
            return null;
        if (reader.LocalName != "Error" || reader.IsEmptyElement)
            return null;

        string? code = null, message = null, requestId = null, region = null, serverTime = null;
        reader.Read();
        while (reader.NodeType == XmlNodeType.Element)
        {
            switch (reader.LocalName)
            {
                case "Code": code = Text(reader); break;
                case "Message": message = Text(reader); break;
                case "RequestId": requestId = Text(reader); break;
                case "Region": region = Text(reader); break;
                case "ServerTime": serverTime = Text(reader); break;
                default: reader.Skip(); break;
            }
        }

        return reader.NodeType != XmlNodeType.EndElement || code is null
            ? null
            : new ErrorDocument(code, message, requestId, region, Time(serverTime));
    }

    private static string? Text(XmlReader reader) => reader.ReadElementContentAsString().Trim() is { Length: > 0 } text ? text : null;

    private static DateTimeOffset? Time(string? value) =>
        DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
