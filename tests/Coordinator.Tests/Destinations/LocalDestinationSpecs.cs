using System.Text;
using ActorDownloader.Checksums;
using ActorDownloader.Journaling;
using ActorDownloader.Messages;

namespace ActorDownloader.Destinations;

public sealed class LocalDestinationSpecs : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("actordl-tests-").FullName;
    private readonly LocalDestination _destination = new(new DestinationRules(Preallocate: true, FlushMode.Off), TimeProvider.System);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void The_temporary_file_stands_beside_the_destination_and_says_whose_it_is()
    {
        using var temporary = Claim("file");

        Assert.Matches("^file\\.[0-9a-f]{16}-[0-3]\\.actordl$", Path.GetFileName(temporary.Path));
        Assert.Equal([temporary.Path], Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public void A_file_of_that_name_is_never_taken_over()
    {
        ITemporaryFile[] all = [.. Enumerable.Range(0, 10).Select(i => Claim("file", tag: $"tag{i}"))];

        Assert.Equal(10, all.Select(file => file.Path).Distinct().Count());
        Array.ForEach(all, file => file.Dispose());
    }

    [Theory]
    [InlineData("a", 255)]
    [InlineData("a", 250)]
    [InlineData("ä", 127)]
    [InlineData("語", 84)]
    [InlineData("😀", 63)]
    public void Names_of_any_length_and_script_get_a_temporary_file(string character, int count)
    {
        var name = string.Concat(Enumerable.Repeat(character, count));

        using var temporary = Claim(name);

        Assert.InRange(Encoding.UTF8.GetByteCount(Path.GetFileName(temporary.Path)), 1, 255);
        temporary.Publish(0, default);
        Assert.Equal([At(name)], Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public void Room_for_the_whole_object_is_taken_at_once()
    {
        using var temporary = Claim("file");

        temporary.Preallocate(3 << 20);

        Assert.Equal(3 << 20, new FileInfo(temporary.Path).Length);
    }

    [Fact]
    public void Room_that_there_is_not_is_an_error_of_its_kind()
    {
        using var temporary = Claim("file");

        Assert.Equal(DownloadErrorKind.DestinationFull, Assert.Throws<DestinationException>(() => temporary.Preallocate(1L << 60)).Kind);
    }

    [Fact]
    public void An_existing_file_is_replaced_whole()
    {
        File.WriteAllText(At("file"), "old and longer");
        using var temporary = Claim("file");
        File.WriteAllText(temporary.Path, "new");

        temporary.Publish(3, default);

        Assert.Equal("new", File.ReadAllText(At("file")));
        Assert.Single(Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public void A_temporary_file_that_somebody_cut_is_not_published()
    {
        File.WriteAllText(At("file"), "old");
        using var temporary = Claim("file");
        File.WriteAllText(temporary.Path, "ne");

        Assert.Equal(DownloadErrorKind.DestinationFailed, Assert.Throws<DestinationException>(() => temporary.Publish(3, default)).Kind);
        Assert.Equal("old", File.ReadAllText(At("file")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Where_bytes_are_missing_from_a_file_of_the_right_length_it_is_read_again(bool zeros)
    {
        // Cut to nothing and then written behind a gap: so it looks, and so does an object of zeros on a file system that stores none.
        const int Length = 1 << 20;
        using var temporary = Claim("file");
        using (var file = File.OpenHandle(temporary.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            RandomAccess.Write(file, "end"u8, Length - 3);
        }

        var checksum = ChecksumAlgorithm.Crc32C.Append(0, new byte[Length - 3]);
        var written = new ChunkChecksum(ChunkChecksumAlgorithm.Crc32C, zeros ? ChecksumAlgorithm.Crc32C.Append(checksum, "end"u8) : 1);
        if (zeros)
        {
            temporary.Publish(Length, written);
            Assert.Equal([At("file")], Directory.GetFileSystemEntries(_directory));
        }
        else
        {
            Assert.Equal(
                DownloadErrorKind.DestinationFailed, Assert.Throws<DestinationException>(() => temporary.Publish(Length, written)).Kind);
            Assert.False(File.Exists(At("file")));
        }
    }

    [Theory]
    [InlineData("new", true)]
    [InlineData("bad", false)]
    public void A_file_that_somebody_put_in_the_temporary_ones_place_is_read_before_it_is_published(string found, bool same)
    {
        File.WriteAllText(At("file"), "old");
        using var temporary = Claim("file");
        File.WriteAllText(temporary.Path, "new");
        File.WriteAllText(At("other"), found);
        File.Move(At("other"), temporary.Path, overwrite: true);

        if (same)
        {
            temporary.Publish(3, Written("new"u8));
            Assert.Equal("new", File.ReadAllText(At("file")));
        }
        else if (OperatingSystem.IsLinux())
        {
            var thrown = Assert.Throws<DestinationException>(() => temporary.Publish(3, Written("new"u8)));
            Assert.Equal(DownloadErrorKind.DestinationFailed, thrown.Kind);
            Assert.Equal("old", File.ReadAllText(At("file")));
        }
    }

    [Fact]
    public void A_link_in_the_temporary_files_place_is_not_published_whatever_it_leads_to()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        using var temporary = Claim("file");
        File.WriteAllText(temporary.Path, "new");
        File.Move(temporary.Path, At("elsewhere"));
        File.CreateSymbolicLink(temporary.Path, At("elsewhere"));

        var thrown = Assert.Throws<DestinationException>(() => temporary.Publish(3, Written("new"u8)));
        Assert.Equal(DownloadErrorKind.DestinationFailed, thrown.Kind);
        Assert.False(File.Exists(At("file")));
    }

    [Fact]
    public void Who_has_the_file_open_does_not_write_to_a_copy_of_it()
    {
        using var temporary = Claim("file");
        File.WriteAllText(temporary.Path, "new");
        using var late = File.OpenHandle(temporary.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

        temporary.Publish(3, Written("new"u8), asCopy: true);
        RandomAccess.Write(late, "bad"u8, 0);

        Assert.Equal("new", File.ReadAllText(At("file")));
        Assert.Equal([At("file")], Directory.GetFileSystemEntries(_directory));
    }

    [Theory]
    [InlineData("bad", DownloadErrorKind.ChecksumMismatch)]
    [InlineData("ne", DownloadErrorKind.DestinationFailed)]
    public void A_copy_of_other_bytes_than_came_is_not_published(string found, DownloadErrorKind kind)
    {
        using var temporary = Claim("file");
        File.WriteAllText(temporary.Path, found);

        Assert.Equal(kind, Assert.Throws<DestinationException>(() => temporary.Publish(3, Written("new"u8), asCopy: true)).Kind);
        Assert.Equal([temporary.Path], Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public void A_temporary_file_that_somebody_removed_is_an_error()
    {
        using var temporary = Claim("file");
        File.Delete(temporary.Path);

        Assert.Equal(DownloadErrorKind.DestinationFailed, Assert.Throws<DestinationException>(() => temporary.Publish(0, default)).Kind);
    }

    [Fact]
    public void A_missing_directory_is_named()
    {
        var thrown = Assert.Throws<DestinationException>(() => Claim("missing/file"));

        Assert.Equal(DownloadErrorKind.DestinationNotFound, thrown.Kind);
        Assert.Contains(At("missing"), thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_is_no_destination() =>
        Assert.Equal(DownloadErrorKind.DestinationInvalid, Assert.Throws<DestinationException>(() => Claim("")).Kind);

    [Fact]
    public void A_directory_that_appears_in_the_destinations_place_stays()
    {
        using var temporary = Claim("file");
        Directory.CreateDirectory(At("file"));

        Assert.Equal(DownloadErrorKind.DestinationInvalid, Assert.Throws<DestinationException>(() => temporary.Publish(0, default)).Kind);
        Assert.True(Directory.Exists(At("file")));
    }

    [Fact]
    public void A_directory_that_nobody_may_write_to_is_denied()
    {
        if (OperatingSystem.IsLinux())
        {
            // Not even the superuser makes a file there.
            Assert.Equal(DownloadErrorKind.DestinationDenied, Assert.Throws<DestinationException>(() => Claim("/sys/file")).Kind);
        }
    }

    [Fact]
    public void A_device_is_no_destination()
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal(DownloadErrorKind.DestinationInvalid, Assert.Throws<DestinationException>(() => Claim("/dev/null")).Kind);
        }
    }

    [Fact]
    public void Discarding_removes_the_temporary_file_and_never_complains()
    {
        using var temporary = Claim("file");

        temporary.Discard();
        temporary.Discard();

        Assert.Empty(Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public void Permissions_are_those_that_any_program_would_give()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.WriteAllText(At("other"), "");
        using var temporary = Claim("file");
        Assert.Equal(File.GetUnixFileMode(At("other")), File.GetUnixFileMode(temporary.Path));
    }

    private static ChunkChecksum Written(ReadOnlySpan<byte> bytes) =>
        new(ChunkChecksumAlgorithm.Crc32C, ChecksumAlgorithm.Crc32C.Append(0, bytes));

    private ITemporaryFile Claim(string name, string tag = "tag")
    {
        var destination = name.Length == 0 ? _directory : At(name);
        return _destination.Claim(
            new FileClaim(
                new RequestIdentity("aws", "bucket", "key", null, Path.GetFileName(destination)),
                destination,
                LeftoverUse.TakeOver,
                tag,
                _ => { }));
    }

    private string At(string name) => Path.Combine(_directory, name);
}
