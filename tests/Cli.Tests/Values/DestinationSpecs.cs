namespace ActorDownloader.Cli.Values;

public class DestinationSpecs
{
    [Theory]
    [InlineData("file.bin", "a/key", "file.bin")]
    [InlineData("./-", "a/key", "./-")]
    [InlineData("missing/file", "a/key", "missing/file")]
    [InlineData("dir", "a/key.bin", "dir/key.bin")]
    [InlineData("dir/", "key", "dir/key")]
    [InlineData(".", "a b/c+d %20", "./c+d %20")]
    [InlineData("..", "a/...", "../...")]
    [InlineData("dir", "a/-x", "dir/-x")]
    [InlineData("dir", @"a/..\b", @"dir/..\b")]
    public void A_directory_gets_a_file_named_as_the_keys_last_segment(string dest, string key, string path) =>
        Assert.Equal(path, Destination.Resolve(dest, key, IsDirectory));

    [Theory]
    [InlineData("dir", "a/")]
    [InlineData("dir", "/")]
    [InlineData("dir", "a/.")]
    [InlineData("dir", "a/..")]
    [InlineData(".", "..")]
    [InlineData("dir", "a/b\0c")]
    public void A_key_that_does_not_end_in_a_file_name_needs_one(string dest, string key)
    {
        var fault = Assert.Throws<UsageException>(() => Destination.Resolve(dest, key, IsDirectory));
        Assert.Contains("name the file to write", fault.Message, StringComparison.Ordinal);
        Assert.Equal("file", Destination.Resolve("file", key, IsDirectory));
    }

    [Theory]
    [InlineData("", "a file or a directory")]
    [InlineData("-", "./-")]
    [InlineData("missing/", "create it")]
    public void What_names_no_file_is_refused(string dest, string message)
    {
        var fault = Assert.Throws<UsageException>(() => Destination.Resolve(dest, "key", IsDirectory));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    private static bool IsDirectory(string path) => path is "dir" or "dir/" or "." or "..";
}
