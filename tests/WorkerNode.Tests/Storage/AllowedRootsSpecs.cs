using ActorDownloader.WorkerNode.Fetching;

namespace ActorDownloader.WorkerNode.Storage;

public sealed class AllowedRootsSpecs : IDisposable
{
    private readonly string _outer = Directory.CreateTempSubdirectory("worker-roots-").FullName;
    private readonly string _root;
    private readonly FileDestination _destination;

    public AllowedRootsSpecs()
    {
        _root = Directory.CreateDirectory(Path.Combine(_outer, "root")).FullName;
        _destination = new FileDestination(AllowedRoots.Of([_root]), FetchBench.Guard);
    }

    public void Dispose() => Directory.Delete(_outer, recursive: true);

    [Fact]
    public void A_file_below_a_root_is_opened()
    {
        Directory.CreateDirectory(Path.Combine(_root, "deep"));

        _destination.Open(Create(Path.Combine(_root, "deep", "file"))).Dispose();
    }

    [Fact]
    public void A_file_elsewhere_is_denied_whether_it_exists_or_not()
    {
        Assert.Throws<UnauthorizedAccessException>(() => _destination.Open(Create(Path.Combine(_outer, "file"))));
        Assert.Throws<UnauthorizedAccessException>(() => _destination.Open(Create(_root + "-and-more")));
        Assert.Throws<UnauthorizedAccessException>(() => _destination.Open(Path.Combine(_outer, "missing")));
    }

    [Theory]
    [InlineData("../file")]
    [InlineData("deep/../../file")]
    [InlineData("./file")]
    public void A_path_with_detours_is_denied(string path) =>
        Assert.Throws<UnauthorizedAccessException>(() => _destination.Open(_root + "/" + path));

    [Fact]
    public void A_relative_path_is_denied_everywhere() =>
        Assert.Throws<UnauthorizedAccessException>(() => new FileDestination(AllowedRoots.Anywhere, FetchBench.Guard).Open("file"));

    [Fact]
    public void A_link_does_not_lead_out_of_the_roots()
    {
        var outside = Create(Path.Combine(_outer, "secret"));
        File.CreateSymbolicLink(Path.Combine(_root, "file"), outside);
        Directory.CreateSymbolicLink(Path.Combine(_root, "directory"), _outer);

        Assert.Throws<UnauthorizedAccessException>(() => _destination.Open(Path.Combine(_root, "file")));
        Assert.Throws<UnauthorizedAccessException>(() => _destination.Open(Path.Combine(_root, "directory", "secret")));
    }

    [Fact]
    public void A_root_that_is_a_link_is_what_it_stands_for()
    {
        var link = Directory.CreateSymbolicLink(Path.Combine(_outer, "link"), _root).FullName;
        Create(Path.Combine(_root, "file"));

        new FileDestination(AllowedRoots.Of([link]), FetchBench.Guard).Open(Path.Combine(link, "file")).Dispose();
    }

    [Fact]
    public void A_root_may_be_the_root_of_all() =>
        new FileDestination(AllowedRoots.Of([Path.GetPathRoot(_root)!]), FetchBench.Guard).Open(Create(Path.Combine(_root, "file")))
            .Dispose();

    [Fact]
    public void A_relative_root_is_refused() => Assert.Throws<ArgumentException>(() => AllowedRoots.Of(["data"]));

    [Fact]
    public void Links_in_a_circle_are_an_error_and_not_endless()
    {
        File.CreateSymbolicLink(Path.Combine(_outer, "a"), Path.Combine(_outer, "b"));
        File.CreateSymbolicLink(Path.Combine(_outer, "b"), Path.Combine(_outer, "a"));

        Assert.Throws<IOException>(() => RealPath.Of(Path.Combine(_outer, "a")));
    }

    private static string Create(string path)
    {
        File.WriteAllText(path, "");
        return path;
    }
}
