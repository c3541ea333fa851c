using ActorDownloader.Checksums;
using ActorDownloader.Journaling;
using ActorDownloader.Messages;
using ActorDownloader.Planning;
using ActorDownloader.Transfers;

namespace ActorDownloader.Destinations;

/// <summary>
/// What dead runs leave, and what becomes of it. A run is dead when the kernel has closed its files; so is one that was disposed.
/// </summary>
public sealed class LeftoverSpecs : IDisposable
{
    private static readonly RequestIdentity Request = new("aws", "bucket", "key", null, "file");
    private readonly string _directory = Directory.CreateTempSubdirectory("actordl-tests-").FullName;
    private readonly LocalDestination _destination = new(new DestinationRules(Preallocate: true, FlushMode.Off), TimeProvider.System);

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void What_a_dead_run_left_is_taken_over_with_the_chunks_that_it_had()
    {
        var path = LeaveBehind([0, 2]);

        using var found = Claim();

        Assert.Equal(path, found.Path);
        Assert.Equal([0, 2], found.Leftover!.Chunks.Select(chunk => chunk.Index));
        Assert.Equal(
            (10, "\"a\"", Request),
            (found.Leftover.Header.Object.Length, found.Leftover.Header.Object.ETag, found.Leftover.Header.Request));
    }

    [Fact]
    public void A_second_run_goes_on_with_the_journal_where_the_first_left_it()
    {
        LeaveBehind([0]);
        using (var second = Claim())
        {
            Write(second, 2);
        }

        using var third = Claim();

        Assert.Equal([0, 2], third.Leftover!.Chunks.Select(chunk => chunk.Index));
    }

    [Fact]
    public void A_torn_journal_is_cut_where_it_is_torn_and_goes_on_there()
    {
        var path = LeaveBehind([0, 1, 2]);
        Cut(path + "-journal", 5);
        using (var second = Claim())
        {
            Assert.Equal([0, 1], second.Leftover!.Chunks.Select(chunk => chunk.Index));
            Write(second, 3);
        }

        using var third = Claim();

        Assert.Equal([0, 1, 3], third.Leftover!.Chunks.Select(chunk => chunk.Index));
    }

    [Fact]
    public void A_living_run_is_left_alone_whether_it_has_a_journal_or_not()
    {
        using var young = Claim();
        using var other = Claim();
        Begin(other);
        other.Flush();

        using var third = Claim();

        Assert.Equal(3, new[] { young.Path, other.Path, third.Path }.Distinct().Count());
        Assert.All([young.Path, other.Path, other.Path + "-journal"], path => Assert.True(File.Exists(path), path));
        Assert.Null(third.Leftover);
    }

    [Fact]
    public void More_living_runs_than_names_get_names_of_their_own()
    {
        ITemporaryFile[] all = [.. Enumerable.Range(0, TemporaryName.Generations + 2).Select(i => Claim(tag: $"own{i}"))];

        Assert.Equal(all.Length, all.Select(file => file.Path).Distinct().Count());
        Assert.Equal(
            [At("file.own4.actordl"), At("file.own5.actordl")],
            all.Select(file => file.Path).Where(path => path.Contains("own", StringComparison.Ordinal)));
        Array.ForEach(all, file => file.Dispose());
    }

    [Fact]
    public void Claims_at_the_same_moment_do_not_take_each_others_files()
    {
        for (var round = 0; round < 50; round++)
        {
            var files = new ITemporaryFile[8];
            var broken = 0;
            Parallel.For(0, files.Length, i =>
            {
                files[i] = Claim(tag: $"own{i}", broken: _ => Interlocked.Increment(ref broken));
                Begin(files[i]);
                files[i].Flush();
            });

            Assert.Equal(files.Length, files.Select(file => file.Path).Distinct().Count());
            Assert.All(files, file => Assert.True(file.Leftover is null && File.Exists(file.Path) && File.Exists(file.Path + "-journal")));
            Assert.Equal(0, broken);
            Array.ForEach(files, file => file.Discard());
            Assert.Empty(Directory.GetFileSystemEntries(_directory));
        }
    }

    [Fact]
    public void A_dead_run_without_a_journal_is_removed_and_its_name_is_not_used_at_once()
    {
        var dead = Claim();
        dead.Dispose();

        using var next = Claim();

        Assert.Null(next.Leftover);
        Assert.NotEqual(dead.Path, next.Path);
        Assert.Equal([next.Path], Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public void A_file_of_a_dead_run_that_a_worker_still_has_open_goes_at_the_end()
    {
        var dead = Claim();
        dead.Dispose();
        var worker = File.OpenHandle(dead.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        using var next = Claim();
        Assert.True(File.Exists(dead.Path));

        worker.Dispose();
        next.Discard();

        Assert.Empty(Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public void A_journal_that_ends_in_its_header_is_removed_with_its_file()
    {
        var path = LeaveBehind([0]);
        File.WriteAllBytes(path + "-journal", File.ReadAllBytes(path + "-journal")[..30]);

        using var next = Claim();

        Assert.Null(next.Leftover);
        Assert.NotNull(next.Remark);
        Assert.Equal([next.Path], Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public void A_file_that_is_longer_than_its_object_is_not_taken_over()
    {
        var path = LeaveBehind([0]);
        File.AppendAllText(path, "something that somebody added");

        using var next = Claim();

        Assert.Null(next.Leftover);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void A_journal_whose_file_is_gone_is_removed_with_the_next_journal()
    {
        var path = LeaveBehind([0]);
        File.Delete(path);
        using var next = Claim();
        Assert.Null(next.Leftover);

        Begin(next);
        next.Flush();

        Assert.Equal(new[] { next.Path, next.Path + "-journal" }.Order(), Directory.GetFileSystemEntries(_directory).Order());
    }

    [Fact]
    public void Of_two_leftovers_the_fuller_is_taken_and_the_other_removed()
    {
        var (first, second) = (Claim(), Claim());
        Begin(first);
        Begin(second);
        Write(first, 0);
        Write(second, 1);
        Write(second, 2);
        Write(second, 3);
        first.Dispose();
        second.Dispose();

        using var found = Claim();

        Assert.Equal([1, 2, 3], found.Leftover!.Chunks.Select(chunk => chunk.Index));
        Assert.False(File.Exists(first.Path));
    }

    [Fact]
    public void Who_wants_no_leftover_has_it_removed()
    {
        LeaveBehind([0, 1]);

        using var next = Claim(LeftoverUse.Remove);

        Assert.Null(next.Leftover);
        Assert.Equal([next.Path], Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public void What_is_of_other_requests_or_only_looks_like_ours_stays()
    {
        var path = LeaveBehind([0]);
        File.WriteAllText(At("file.0123456789abcdef-0.actordl"), "");
        File.WriteAllText(At("file.tag.actordl"), "");
        File.WriteAllText(path.Replace("-journal", "", StringComparison.Ordinal)[..^"0.actordl".Length] + "9.actordl", "");
        var before = Directory.GetFileSystemEntries(_directory);

        foreach (var other in (RequestIdentity[])[
            Request with { Key = "other" },
            Request with { VersionId = "v" },
            Request with { Endpoint = "http://other" }
        ])
        {
            Claim(request: other).Discard();
        }

        Assert.Equal(before.Order(), Directory.GetFileSystemEntries(_directory).Order());
    }

    [Fact]
    public void A_journal_that_speaks_of_another_request_is_left_alone()
    {
        var path = LeaveBehind([0]);
        var stranger = Claim(request: Request with { Key = "other" });
        Begin(stranger);
        stranger.Dispose();
        File.Move(stranger.Path + "-journal", path + "-journal", overwrite: true);

        using var next = Claim();

        Assert.Null(next.Leftover);
        Assert.True(File.Exists(path) && File.Exists(path + "-journal"));
    }

    [Fact]
    public void A_journal_of_a_newer_program_is_left_alone()
    {
        var path = LeaveBehind([0]);
        var bytes = File.ReadAllBytes(path + "-journal");
        bytes[8]++;
        BitConverter.TryWriteBytes(bytes.AsSpan(18), (uint)ChecksumAlgorithm.Crc32C.Append(0, bytes.AsSpan(0, 18)));
        File.WriteAllBytes(path + "-journal", bytes);

        using var next = Claim(LeftoverUse.Remove);

        Assert.Null(next.Leftover);
        Assert.NotNull(next.Remark);
        Assert.Equal(bytes, File.ReadAllBytes(path + "-journal"));
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void A_link_is_never_followed()
    {
        var path = LeaveBehind([0]);
        File.Move(path, At("elsewhere"));
        File.CreateSymbolicLink(path, At("elsewhere"));

        using var next = Claim();

        Assert.Null(next.Leftover);
        Assert.NotNull(new FileInfo(path).LinkTarget);
        Assert.True(File.Exists(At("elsewhere")));
    }

    [Fact]
    public void A_second_name_of_a_file_is_not_ours()
    {
        if (OperatingSystem.IsLinux())
        {
            var path = LeaveBehind([0]);
            System.Diagnostics.Process.Start("ln", [path, At("second")]).WaitForExit();

            using var next = Claim();

            Assert.Null(next.Leftover);
            Assert.True(File.Exists(path));
        }
    }

    [Fact]
    public void The_same_request_gets_another_name_each_time()
    {
        string Next()
        {
            using var file = Claim();
            file.Discard();
            return file.Path;
        }

        Assert.NotEqual(Next(), Next());
    }

    [Fact]
    public void A_name_that_a_dead_run_had_is_not_the_next_ones_nor_the_one_after()
    {
        var first = Claim();
        first.Dispose();
        var second = new LocalDestination(new DestinationRules(true, FlushMode.Off), TimeProvider.System).Claim(
            new FileClaim(Request, At("file"), LeftoverUse.TakeOver, "own", _ => { }));
        second.Dispose();

        using var third = new LocalDestination(new DestinationRules(true, FlushMode.Off), TimeProvider.System).Claim(
            new FileClaim(Request, At("file"), LeftoverUse.TakeOver, "own", _ => { }));

        Assert.Equal(3, new[] { first.Path, second.Path, third.Path }.Distinct().Count());
    }

    [Fact]
    public async Task Reading_tells_the_chunks_that_have_their_bytes_from_those_that_do_not()
    {
        var path = LeaveBehind([0, 1, 3]);
        using (var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write))
        {
            RandomAccess.Write(file, [0xFF], 4);
        }

        using var found = Claim();
        var (intact, damaged) = (new List<int>(), new List<int>());
        await found.RereadAsync(
            found.Leftover!.Header.Plan,
            found.Leftover.Header.Object.ChunkChecksum,
            found.Leftover.Chunks,
            (good, bad) =>
            {
                intact.AddRange(good.Select(chunk => chunk.Index));
                damaged.AddRange(bad.Select(chunk => chunk.Index));
            },
            CancellationToken.None);

        Assert.Equal([0, 3], intact);
        Assert.Equal([1], damaged);
    }

    [Fact]
    public async Task Chunks_of_a_file_that_was_cut_or_is_gone_are_not_intact()
    {
        var path = LeaveBehind([0, 3]);
        using var found = Claim();
        Cut(path, 1);
        Assert.Equal([3], await DamagedAsync(found));

        File.Delete(path);
        Assert.Equal([0, 3], await DamagedAsync(found));
    }

    [Fact]
    public void A_kept_file_stays_with_its_journal_and_one_without_goes()
    {
        var kept = Claim();
        Begin(kept);
        Write(kept, 1);
        Assert.True(kept.Keep());
        using (var found = Claim())
        {
            Assert.Equal([1], found.Leftover!.Chunks.Select(chunk => chunk.Index));
            found.Discard();
        }

        Assert.False(Claim().Keep());
        Assert.Empty(Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public void A_published_file_leaves_no_journal()
    {
        using var file = Claim();
        Begin(file);
        Write(file, 3);
        file.Flush();

        file.Publish(10, default);

        Assert.Equal([At("file")], Directory.GetFileSystemEntries(_directory));
    }

    [Theory]
    [InlineData(FlushMode.Large)]
    [InlineData(FlushMode.All)]
    internal void A_file_that_is_flushed_is_the_same(FlushMode mode)
    {
        using var file = new LocalDestination(new DestinationRules(true, mode), TimeProvider.System).Claim(
            new FileClaim(Request, At("file"), LeftoverUse.TakeOver, "tag", _ => { }));
        file.Preallocate(10);
        using (var handle = File.OpenHandle(file.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            RandomAccess.Write(handle, "0123456789"u8, 0);
        }

        file.Publish(10, default);

        Assert.Equal("0123456789", File.ReadAllText(At("file")));
    }

    [Fact]
    public void A_journal_that_cannot_be_written_is_told_once_and_harms_nothing()
    {
        var told = new List<Exception>();
        using var file = Claim(broken: told.Add);
        Directory.CreateDirectory(file.Path + "-journal");

        Begin(file);
        Write(file, 0);
        file.Flush();
        Write(file, 3);
        Assert.False(file.Keep());

        Assert.Single(told);
    }

    private ITemporaryFile Claim(
        LeftoverUse use = LeftoverUse.TakeOver, RequestIdentity? request = null, string tag = "own", Action<Exception>? broken = null) =>
        _destination.Claim(new FileClaim(request ?? Request, At("file"), use, tag, broken ?? (cause => Assert.Fail(cause.Message))));

    /// <summary>An object of ten bytes in chunks of 4, 2, 2 and 2.</summary>
    private static JournalHeader HeaderOf(RequestIdentity request) => new(
        request, new ObjectFacts(10, "\"a\"", null, [], ChunkChecksumAlgorithm.Crc32C), new ChunkPlan(10, 4, 2), ChecksumsAsked: true);

    private static void Begin(ITemporaryFile file) => file.BeginJournal(HeaderOf(Request), 1);

    private static void Write(ITemporaryFile file, int index)
    {
        var range = HeaderOf(Request).Plan.RangeOf(index);
        var bytes = Enumerable.Repeat((byte)(index + 1), (int)range.Length).ToArray();
        using (var handle = File.OpenHandle(file.Path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            RandomAccess.Write(handle, bytes, range.Start);
        }

        file.Record(new JournaledChunk(index, range.Length, ChecksumAlgorithm.Crc32C.Append(0, bytes)));
    }

    /// <summary>What a run leaves that had these chunks.</summary>
    private string LeaveBehind(int[] chunks)
    {
        using var file = Claim();
        file.Preallocate(10);
        Begin(file);
        Array.ForEach(chunks, index => Write(file, index));
        return file.Path;
    }

    private static async Task<List<int>> DamagedAsync(ITemporaryFile file)
    {
        var damaged = new List<int>();
        var (header, chunks) = file.Leftover!;
        await file.RereadAsync(
            header.Plan,
            header.Object.ChunkChecksum,
            chunks,
            (_, bad) => damaged.AddRange(bad.Select(chunk => chunk.Index)),
            CancellationToken.None);
        return damaged;
    }

    private static void Cut(string path, int bytes)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.SetLength(file, RandomAccess.GetLength(file) - bytes);
    }

    private string At(string name) => Path.Combine(_directory, name);
}
