using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace ActorDownloader.Cli.Values;

/// <summary>A file with a customer's key (SSE-C): its 32 bytes, or their text in base64 or hexadecimal digits.</summary>
internal static class CustomerKeyFile
{
    private const int KeyBytes = 32;
    private const int MaxFileBytes = 1024;

    /// <exception cref="UsageException">
    /// The file cannot be read, or holds no such key. The message does not repeat what it holds.
    /// </exception>
    public static SseCustomerKey Read(string path)
    {
        Span<byte> content = stackalloc byte[MaxFileBytes];
        Span<byte> key = stackalloc byte[KeyBytes];
        try
        {
            using var file = File.OpenRead(path);
            var length = file.ReadAtLeast(content, MaxFileBytes, throwOnEndOfStream: false);
            return TryDecode(content[..length], key)
                ? SseCustomerKey.FromBytes(key)
                : throw new UsageException(
                    $"--sse-c-key-file {path}: the file holds no key. Expected {KeyBytes} bytes, or their text in base64 or "
                        + "hexadecimal digits.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--sse-c-key-file {path}: {e.Message}");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Finds the key in what a file holds; blanks and line ends around a text do not count.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> content, Span<byte> key)
    {
        if (content.Length == KeyBytes)
        {
            content.CopyTo(key);
            return true;
        }

        var text = content.Trim(" \t\r\n"u8);
        return text.Length == 2 * KeyBytes
            ? Convert.FromHexString(text, key, out _, out var decoded) == OperationStatus.Done && decoded == KeyBytes
            : text.Length == Base64.GetMaxEncodedToUtf8Length(KeyBytes)
              && Base64.DecodeFromUtf8(text, key, out _, out var written) == OperationStatus.Done && written == KeyBytes;
    }
}
