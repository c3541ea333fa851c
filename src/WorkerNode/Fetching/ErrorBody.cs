namespace ActorDownloader.WorkerNode.Fetching;

/// <summary>Reads the body of an answer that may be an error document.</summary>
internal static class ErrorBody
{
    /// <summary>
    /// The document; null where the body is none, is too long or cannot be read. Losing it costs a detail of a failure that is reported
    /// anyway.
    /// </summary>
    /// <exception cref="OperationCanceledException">The fetch must stop.</exception>
    public static async Task<ErrorDocument?> ReadAsync(HttpResponseMessage response, CancellationToken token)
    {
        if (response.Content.Headers.ContentLength is 0 or > ErrorDocument.MaxBytes)
            return null;
        var buffer = new byte[ErrorDocument.MaxBytes];
        var length = 0;
        try
        {
            var body = await response.Content.ReadAsStreamAsync(token);
            while (length < buffer.Length && await body.ReadAsync(buffer.AsMemory(length), token) is var read and > 0)
                length += read;
        }
        catch (IOException)
        {
            return null;
        }

        return ErrorDocument.Parse(buffer, length);
    }
}
