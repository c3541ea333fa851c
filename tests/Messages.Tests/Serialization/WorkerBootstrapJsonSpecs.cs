using System.Runtime.Serialization;

namespace ActorDownloader.Messages.Serialization;

public sealed class WorkerBootstrapJsonSpecs
{
    private const string Golden = """{"j":"akka.tcp://actor-downloader@127.0.0.1:4053","t":"s3cr3t","c":"a = 1\nb = \"zwei\"\r\n"}""";

    [Fact]
    public void A_bootstrap_is_one_line()
    {
        var line = WorkerBootstrapJson.Write(Samples.Bootstrap);
        Assert.Equal(Golden, line);
        Assert.DoesNotContain('\n', line);
        Assert.DoesNotContain('\r', line);
    }

    [Fact]
    public void A_bootstrap_survives_the_pipe() =>
        Assert.Equal(Samples.Bootstrap, WorkerBootstrapJson.Parse(WorkerBootstrapJson.Write(Samples.Bootstrap)));

    [Fact]
    public void A_bootstrap_may_say_that_tls_is_likely()
    {
        var line = WorkerBootstrapJson.Write(Samples.Bootstrap with { IsTlsLikely = true });
        Assert.Equal(Golden.Replace("}", ""","s":true}""", StringComparison.Ordinal), line);
        Assert.True(WorkerBootstrapJson.Parse(line).IsTlsLikely);
        Assert.False(WorkerBootstrapJson.Parse(Golden).IsTlsLikely);
    }

    [Fact]
    public void Fields_of_later_versions_are_ignored() =>
        Assert.Equal(Samples.Bootstrap, WorkerBootstrapJson.Parse(Golden.Replace("{", """{"later":{"j":1},""", StringComparison.Ordinal)));

    [Theory]
    [InlineData("", "bootstrap")]
    [InlineData("hello", "bootstrap")]
    [InlineData("""{"t":"s3cr3t","c":""}""", "join")]
    [InlineData("""{"j":"a","c":"s3cr3t"}""", "ticket")]
    [InlineData("""{"j":"a","t":"s3cr3t","c":7}""", "'c'")]
    [InlineData("""{"j":"a","t":"s3cr3t","c":"" """, "bootstrap")]
    public void A_line_that_is_none_is_refused_without_telling_what_it_holds(string line, string named)
    {
        var failure = Assert.Throws<SerializationException>(() => WorkerBootstrapJson.Parse(line));
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", failure.ToString(), StringComparison.Ordinal);
    }
}
