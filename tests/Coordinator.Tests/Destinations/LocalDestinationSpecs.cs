using System.Text;

namespace ActorDownloader.Destinations;

public sealed class LocalDestinationSpecs : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("actordl-tests-").FullName;
    private readonly LocalDestination _destination = new(preallocate: true);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void The_temporary_file_stands_beside_the_destination_and_says_whose_it_is()
    {
        var temporary = _destination.CreateTemporary(At("file"), "0123456789ab");

        Assert.Equal(At("file.0123456789ab.actordl"), temporary);
        Assert.True(File.Exists(temporary));
    }

    [Fact]
    public void A_file_of_that_name_is_never_taken_over()
    {
        _destination.CreateTemporary(At("file"), "tag");

        Assert.Equal(DownloadErrorKind.DestinationFailed, Assert.Throws<DestinationException>(() => _destination.CreateTemporary(At("file"), "tag")).Kind);
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

        var temporary = _destination.CreateTemporary(At(name), "0123456789ab");

        Assert.InRange(Encoding.UTF8.GetByteCount(Path.GetFileName(temporary)), 1, 255);
        _destination.Publish(temporary, At(name), 0);
        Assert.Equal([At(name)], Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public void Room_for_the_whole_object_is_taken_at_once()
    {
        var temporary = _destination.CreateTemporary(At("file"), "tag");

        _destination.Preallocate(temporary, 3 << 20);

        Assert.Equal(3 << 20, new FileInfo(temporary).Length);
    }

    [Fact]
    public void Room_that_there_is_not_is_an_error_of_its_kind()
    {
        var temporary = _destination.CreateTemporary(At("file"), "tag");

        Assert.Equal(DownloadErrorKind.DestinationFull, Assert.Throws<DestinationException>(() => _destination.Preallocate(temporary, 1L << 60)).Kind);
    }

    [Fact]
    public void An_existing_file_is_replaced_whole()
    {
        File.WriteAllText(At("file"), "old and longer");
        var temporary = _destination.CreateTemporary(At("file"), "tag");
        File.WriteAllText(temporary, "new");

        _destination.Publish(temporary, At("file"), 3);

        Assert.Equal("new", File.ReadAllText(At("file")));
        Assert.Single(Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public void A_temporary_file_that_somebody_cut_is_not_published()
    {
        File.WriteAllText(At("file"), "old");
        var temporary = _destination.CreateTemporary(At("file"), "tag");
        File.WriteAllText(temporary, "ne");

        Assert.Equal(DownloadErrorKind.DestinationFailed, Assert.Throws<DestinationException>(() => _destination.Publish(temporary, At("file"), 3)).Kind);
        Assert.Equal("old", File.ReadAllText(At("file")));
    }

    [Fact]
    public void A_temporary_file_that_somebody_removed_is_an_error()
    {
        var temporary = _destination.CreateTemporary(At("file"), "tag");
        File.Delete(temporary);

        Assert.Equal(DownloadErrorKind.DestinationFailed, Assert.Throws<DestinationException>(() => _destination.Publish(temporary, At("file"), 0)).Kind);
    }

    [Fact]
    public void A_missing_directory_is_named()
    {
        var thrown = Assert.Throws<DestinationException>(() => _destination.CreateTemporary(At("missing/file"), "tag"));

        Assert.Equal(DownloadErrorKind.DestinationNotFound, thrown.Kind);
        Assert.Contains(At("missing"), thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_is_no_destination() =>
        Assert.Equal(DownloadErrorKind.DestinationInvalid, Assert.Throws<DestinationException>(() => _destination.CreateTemporary(_directory, "tag")).Kind);

    [Fact]
    public void A_directory_that_appears_in_the_destinations_place_stays()
    {
        var temporary = _destination.CreateTemporary(At("file"), "tag");
        Directory.CreateDirectory(At("file"));

        Assert.Equal(DownloadErrorKind.DestinationInvalid, Assert.Throws<DestinationException>(() => _destination.Publish(temporary, At("file"), 0)).Kind);
        Assert.True(Directory.Exists(At("file")));
    }

    [Fact]
    public void A_directory_that_nobody_may_write_to_is_denied()
    {
        if (OperatingSystem.IsLinux())
        {
            // Not even the superuser makes a file there.
            Assert.Equal(DownloadErrorKind.DestinationDenied, Assert.Throws<DestinationException>(() => _destination.CreateTemporary("/sys/file", "tag")).Kind);
        }
    }

    [Fact]
    public void A_device_is_no_destination()
    {
        if (OperatingSystem.IsLinux())
        {
            Assert.Equal(DownloadErrorKind.DestinationInvalid, Assert.Throws<DestinationException>(() => _destination.CreateTemporary("/dev/null", "tag")).Kind);
        }
    }

    [Fact]
    public void Discarding_removes_the_temporary_file_and_never_complains()
    {
        var temporary = _destination.CreateTemporary(At("file"), "tag");

        _destination.Discard(temporary);
        _destination.Discard(temporary);
        _destination.Discard(At("missing/file"));

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
        Assert.Equal(File.GetUnixFileMode(At("other")), File.GetUnixFileMode(_destination.CreateTemporary(At("file"), "tag")));
    }

    private string At(string name) => Path.Combine(_directory, name);
}
