using System.Diagnostics;
using System.Globalization;
using ActorDownloader.Testing;

namespace ActorDownloader.Destinations;

public sealed class LinuxFileSpecs : IDisposable
{
    private const string Memory = "/dev/shm";
    private readonly string? _path = Directory.Exists(Memory) ? Path.Combine(Memory, $"actordl-tests-{Guid.NewGuid():N}") : null;

    public void Dispose()
    {
        if (_path is not null)
        {
            File.Delete(_path);
        }
    }

    [Fact]
    public void In_memory_a_file_gets_its_length_and_no_page_is_filled()
    {
        if (_path is null)
        {
            return;
        }

        using var file = File.OpenHandle(_path, FileMode.CreateNew, FileAccess.Write);

        LinuxFile.Reserve(file, 64 << 20);

        Assert.Equal(64 << 20, RandomAccess.GetLength(file));
        Assert.Equal(0, BlocksOf(_path));
    }

    [Fact]
    public void In_memory_there_must_be_as_much_free()
    {
        if (_path is null)
        {
            return;
        }

        using var file = File.OpenHandle(_path, FileMode.CreateNew, FileAccess.Write);

        Assert.Equal(28, Assert.Throws<IOException>(() => LinuxFile.Reserve(file, new DriveInfo(Memory).TotalSize + 1)).HResult);
    }

    // Linux' ramfs cannot reserve (EOPNOTSUPP), and tells of no hole.
    [PrivateMountFact]
    public async Task Where_no_room_can_be_reserved_a_file_gets_its_length_alone()
    {
        await using var mount = await PrivateMount.MakeAsync("ramfs");
        using var file = File.OpenHandle(Path.Combine(mount.Path, "file"), FileMode.CreateNew, FileAccess.Write);

        LinuxFile.Reserve(file, 3 << 20);

        Assert.Equal(3 << 20, RandomAccess.GetLength(file));
        Assert.Equal(3 << 20, LinuxFile.FirstHole(file, 3 << 20));
    }

    private static int BlocksOf(string path)
    {
        using var stat = Process.Start(new ProcessStartInfo("stat", ["-c", "%b", path]) { RedirectStandardOutput = true })!;
        var blocks = int.Parse(stat.StandardOutput.ReadToEnd(), CultureInfo.InvariantCulture);
        stat.WaitForExit();
        return blocks;
    }
}
