using System.Text;

namespace ActorDownloader.Cli.Values;

public class CustomerKeyFileSpecs
{
    private static readonly byte[] Key = [.. Enumerable.Range(200, 32).Select(value => (byte)value)];

    public static TheoryData<byte[]> Forms =>
    [
        Key,
        Encoding.ASCII.GetBytes(Convert.ToBase64String(Key)),
        Encoding.ASCII.GetBytes(Convert.ToBase64String(Key) + "\n"),
        Encoding.ASCII.GetBytes(Convert.ToHexString(Key)),
        Encoding.ASCII.GetBytes($"  {Convert.ToHexStringLower(Key)}\r\n"),
    ];

    public static TheoryData<byte[]> NoKeys =>
    [
        [],
        [.. Key[..31]],
        [.. Key, 0],
        Encoding.ASCII.GetBytes(Convert.ToBase64String(Key[..31])),
        Encoding.ASCII.GetBytes(Convert.ToBase64String(Key)[..43] + "!"),
        Encoding.ASCII.GetBytes(Convert.ToHexString(Key)[..63] + "g"),
        new byte[5000],
    ];

    [Theory]
    [MemberData(nameof(Forms))]
    public void A_key_is_read_from_its_bytes_or_their_text(byte[] content)
    {
        var key = new byte[32];
        Assert.True(CustomerKeyFile.TryDecode(content, key));
        Assert.Equal(Key, key);
    }

    [Theory]
    [MemberData(nameof(NoKeys))]
    public void Anything_else_is_refused_without_being_repeated(byte[] content)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, content);
            var fault = Assert.Throws<UsageException>(() => CustomerKeyFile.Read(file));
            Assert.Equal(
                $"--sse-c-key-file {file}: the file holds no key. Expected 32 bytes, or their text in base64 or hexadecimal digits.",
                fault.Message);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_file_with_a_key_becomes_that_key()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, Key);
            Assert.Equal(Convert.ToBase64String(Key), CustomerKeyFile.Read(file).KeyBase64);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var fault = Assert.Throws<UsageException>(() => CustomerKeyFile.Read("/nowhere/key"));
        Assert.StartsWith("--sse-c-key-file /nowhere/key: ", fault.Message, StringComparison.Ordinal);
    }
}
