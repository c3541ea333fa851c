using ActorDownloader.ObjectStore;
using ActorDownloader.ObjectStore.Aws;
using ActorDownloader.ObjectStore.Endpoints;

namespace ActorDownloader.Coordinator.Tests.ObjectStore;

public sealed class EndpointResolverSpecs
{
    [Theory]
    [InlineData("https://s3.example.com", "bucket", "https://s3.example.com/bucket")]
    [InlineData("http://127.0.0.1:9000", "bucket", "http://127.0.0.1:9000/bucket")]
    [InlineData("http://localhost:9000/", "bucket", "http://localhost:9000/bucket")]
    [InlineData("http://[::1]:9000", "bucket", "http://[::1]:9000/bucket")]
    [InlineData("https://s3.example.com:443/a/b/", "bucket", "https://s3.example.com/a/b/bucket")]
    [InlineData("http://S3.Example.COM", "Legacy_Bucket", "http://s3.example.com/Legacy_Bucket")]
    [InlineData("https://bücher.example", "bucket", "https://xn--bcher-kva.example/bucket")]
    public void A_server_of_ones_own_has_the_bucket_in_the_path(string endpoint, string bucket, string address) =>
        Assert.Equal(address, Address(Resolve($"endpoint-url = \"{endpoint}\"", bucket)));

    [Theory]
    [InlineData("https://s3.example.com", "bucket", "https://bucket.s3.example.com")]
    [InlineData("https://s3.example.com/a", "bucket", "https://bucket.s3.example.com/a")]
    [InlineData("http://s3.example.com:9000", "my.bucket", "http://my.bucket.s3.example.com:9000")]
    [InlineData("https://s3.example.com", "my.bucket", "https://s3.example.com/my.bucket")]
    [InlineData("http://127.0.0.1:9000", "bucket", "http://127.0.0.1:9000/bucket")]
    [InlineData("http://s3.example.com", "127.0.0.1", "http://s3.example.com/127.0.0.1")]
    [InlineData("http://s3.example.com", "Upper", "http://s3.example.com/Upper")]
    [InlineData("http://s3.example.com", "a..b", "http://s3.example.com/a..b")]
    [InlineData("http://s3.example.com", "-ab", "http://s3.example.com/-ab")]
    [InlineData("http://s3.example.com", "ab", "http://s3.example.com/ab")]
    public void The_bucket_goes_into_the_host_where_asked_for_and_possible(string endpoint, string bucket, string address) =>
        Assert.Equal(address, Address(Resolve($"endpoint-url = \"{endpoint}\", addressing-style = virtual", bucket)));

    [Fact]
    public void A_server_of_ones_own_needs_no_region()
    {
        var endpoint = Resolve("endpoint-url = \"http://127.0.0.1:9000\"", "bucket");
        Assert.Equal(("us-east-1", "s3"), (endpoint.Region, endpoint.Service));
    }

    [Fact]
    public void The_region_of_the_instance_counts_where_nobody_says_one()
    {
        Assert.Equal("ap-south-1", Resolver("").Resolve("bucket", "ap-south-1").Region);
        Assert.Equal("eu-west-1", Resolver("region = eu-west-1").Resolve("bucket", "ap-south-1").Region);
    }

    [Theory]
    [InlineData("us-east-1", "bucket", "auto")]
    [InlineData("eu-central-1", "bucket", "auto")]
    [InlineData("eu-central-1", "bucket", "path")]
    [InlineData("eu-central-1", "bucket", "virtual")]
    [InlineData("ap-southeast-5", "my.bucket", "auto")]
    [InlineData("us-west-2", "Legacy_Bucket", "auto")]
    [InlineData("us-west-2", "192.168.1.1", "auto")]
    [InlineData("il-central-1", "bucket-1", "auto")]
    [InlineData("mx-central-1", "-bucket", "auto")]
    [InlineData("sa-east-1", "ab", "auto")]
    public void The_short_cut_for_commercial_regions_leads_where_the_rules_of_AWS_lead(string region, string bucket, string style)
    {
        var configuration = Configuration($"region = {region}, addressing-style = {style}");
        Assert.True(RegionName.IsCommercial(region));
        Assert.Equal(SdkEndpointRules.Resolve(configuration, bucket, region), new EndpointResolver(configuration).Resolve(bucket, null));
    }

    [Theory]
    [InlineData("cn-north-1", "bucket", "https://bucket.s3.cn-north-1.amazonaws.com.cn")]
    [InlineData("us-gov-west-1", "bucket", "https://bucket.s3.us-gov-west-1.amazonaws.com")]
    [InlineData("us-iso-east-1", "bucket", "https://bucket.s3.us-iso-east-1.c2s.ic.gov")]
    public void Other_partitions_have_domains_of_their_own(string region, string bucket, string address)
    {
        Assert.False(RegionName.IsCommercial(region));
        var endpoint = Resolve($"region = {region}", bucket);
        Assert.Equal((address, region, "s3"), (Address(endpoint), endpoint.Region, endpoint.Service));
    }

    [Theory]
    [InlineData("AWS_USE_FIPS_ENDPOINT", "https://bucket.s3-fips.us-east-2.amazonaws.com")]
    [InlineData("AWS_USE_DUALSTACK_ENDPOINT", "https://bucket.s3.dualstack.us-east-2.amazonaws.com")]
    public void FIPS_and_dual_stack_are_switched_on_as_in_other_tools(string variable, string address)
    {
        using var home = new AwsHome((variable, "true"));
        var configuration = AwsConfiguration.Read(Settings.Of("region = us-east-2"), home.Environment);
        Assert.Equal(address, Address(new EndpointResolver(configuration).Resolve("bucket", null)));
    }

    [Fact]
    public void An_access_point_is_addressed_in_its_own_region()
    {
        var endpoint = Resolve("region = us-east-1", "arn:aws:s3:eu-west-1:123456789012:accesspoint/my-point");
        Assert.Equal(
            ("https://my-point-123456789012.s3-accesspoint.eu-west-1.amazonaws.com", "eu-west-1", "s3"),
            (Address(endpoint), endpoint.Region, endpoint.Service));
    }

    [Fact]
    public void A_directory_bucket_is_addressed_in_its_zone_and_signed_for_its_service()
    {
        var endpoint = Resolve("region = us-east-1", "bucket--use1-az4--x-s3");
        Assert.Equal(
            ("https://bucket--use1-az4--x-s3.s3express-use1-az4.us-east-1.amazonaws.com", "s3express"),
            (Address(endpoint), endpoint.Service));
    }

    [Theory]
    [InlineData("arn:aws:s3::123456789012:accesspoint/mfzwi23gnjvgw.mrap")]
    [InlineData("arn:aws:sqs:eu-west-1:123456789012:queue")]
    [InlineData("arn:aws:s3:::bucket")]
    [InlineData("arn:aws:s3:eu-west-1:1:accesspoint:")]
    [InlineData("arn:a")]
    [InlineData("x--x-s3")]
    public void A_bucket_without_a_usable_address_is_refused(string bucket)
    {
        var refusal = Assert.Throws<ObjectStoreException>(() => Resolve("region = eu-west-1", bucket));
        Assert.Equal(ObjectStoreFault.BucketUnsupported, refusal.Fault);
        Assert.Contains(bucket, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bucket_that_moved_is_found_in_its_region_and_the_others_stay()
    {
        var resolver = Resolver("region = us-east-1");
        resolver.Resolve("bucket", null);
        Assert.True(resolver.Move("bucket", "eu-west-3"));
        Assert.Equal(new BucketEndpoint("https", "bucket.s3.eu-west-3.amazonaws.com", "", "eu-west-3"), resolver.Resolve("bucket", null));
        Assert.Equal("us-east-1", resolver.Resolve("other", null).Region);
    }

    [Fact]
    public void A_bucket_can_move_before_it_was_asked_for()
    {
        var resolver = Resolver("");
        Assert.True(resolver.Move("bucket", "eu-west-3"));
        Assert.False(resolver.Move("bucket", "eu-west-3"));
        Assert.Equal("eu-west-3", resolver.Resolve("bucket", null).Region);
    }

    [Fact]
    public void A_server_of_ones_own_keeps_its_address_when_the_region_changes()
    {
        var resolver = Resolver("endpoint-url = \"http://127.0.0.1:9000\"");
        resolver.Resolve("bucket", null);
        Assert.True(resolver.Move("bucket", "dc-2"));
        Assert.Equal(new BucketEndpoint("http", "127.0.0.1:9000", "/bucket", "dc-2"), resolver.Resolve("bucket", null));
    }

    [Theory]
    [InlineData("us-east-1")]
    [InlineData("")]
    [InlineData("evil.example/")]
    [InlineData("EU-WEST-1")]
    [InlineData("-a")]
    public void A_move_to_the_same_region_or_to_what_is_none_is_no_news(string region)
    {
        var resolver = Resolver("region = us-east-1");
        resolver.Resolve("bucket", null);
        Assert.False(resolver.Move("bucket", region));
        Assert.Equal("us-east-1", resolver.Resolve("bucket", null).Region);
    }

    private static AwsConfiguration Configuration(string overlay)
    {
        using var home = new AwsHome();
        return AwsConfiguration.Read(Settings.Of(overlay), home.Environment);
    }

    private static EndpointResolver Resolver(string overlay) => new(Configuration(overlay));

    private static BucketEndpoint Resolve(string overlay, string bucket) => Resolver(overlay).Resolve(bucket, null);

    private static string Address(BucketEndpoint endpoint) => $"{endpoint.Scheme}://{endpoint.Host}{endpoint.Path}";
}
