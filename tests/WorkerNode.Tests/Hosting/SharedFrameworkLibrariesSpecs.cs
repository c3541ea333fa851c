namespace ActorDownloader.WorkerNode.Hosting;

public class SharedFrameworkLibrariesSpecs
{
    [Fact]
    public void A_library_that_ASP_NET_Core_applications_have_from_their_framework_is_found() =>
        Assert.True(File.Exists(SharedFrameworkLibraries.Find("Microsoft.Extensions.Logging.Abstractions")));

    [Fact]
    public void Another_is_not() => Assert.Null(SharedFrameworkLibraries.Find("ActorDownloader.Nowhere"));
}
