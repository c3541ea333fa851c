using System.Runtime.Serialization;
using System.Text;
using System.Text.Json.Nodes;
using static ActorDownloader.Messages.ChunkProtocol;
using static ActorDownloader.Messages.WorkerProtocol;

namespace ActorDownloader.Messages.Serialization;

public sealed class WireFormatSpecs
{
    public static TheoryData<string> Names => [.. Samples.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_message_survives_the_wire(string name)
    {
        var message = Samples.All[name];
        var decoded = WireFormat.Decode(WireFormat.Encode(message), Manifests.Of(message));
        Assert.Equal(message.GetType(), decoded.GetType());
        Assert.Equal(Structure.Of(message), Structure.Of(decoded));
    }

    // The committed bytes are what peers in the field may send. A change here is a change of the protocol: see WireFormat.
    [Theory]
    [MemberData(nameof(Names))]
    public void A_message_has_the_bytes_that_it_always_had(string name) =>
        Assert.Equal(GoldenBytes(name), Encoding.UTF8.GetString(WireFormat.Encode(Samples.All[name])));

    [Theory]
    [MemberData(nameof(Names))]
    public void Old_bytes_still_parse(string name)
    {
        var message = Samples.All[name];
        var decoded = WireFormat.Decode(Encoding.UTF8.GetBytes(GoldenBytes(name)), Manifests.Of(message));
        Assert.Equal(Structure.Of(message), Structure.Of(decoded));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fields_of_later_versions_are_ignored_at_every_depth(string name)
    {
        var message = Samples.All[name];
        var json = JsonNode.Parse(GoldenBytes(name))!;
        foreach (var inner in Objects(json).ToList())
        {
            inner.Insert(0, "later", JsonNode.Parse("""{"w":[1,{"w":2}]}"""));
            inner["ä"] = null;
            inner["Z"] = "unknown letter";
        }

        var decoded = WireFormat.Decode(Encoding.UTF8.GetBytes(json.ToJsonString()), Manifests.Of(message));
        Assert.Equal(Structure.Of(message), Structure.Of(decoded));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_field_is_either_required_by_name_or_may_be_null(string name)
    {
        var message = Samples.All[name];
        var manifest = Manifests.Of(message);
        foreach (var path in Fields(JsonNode.Parse(GoldenBytes(name))!).ToList())
        {
            var json = JsonNode.Parse(GoldenBytes(name))!;
            var parent = path[..^1].Aggregate(json, (node, step) => step is int index ? node[index]! : node[(string)step]!);
            parent[(string)path[^1]] = null;
            var bytes = Encoding.UTF8.GetBytes(json.ToJsonString());
            if (Optional.Contains($"{manifest}:{string.Join('.', path.OfType<string>())}"))
            {
                Assert.NotEqual(Structure.Of(message), Structure.Of(WireFormat.Decode(bytes, manifest)));
                continue;
            }

            var failure = Refused(bytes, manifest);
            Assert.Contains($"'{manifest}'", failure.Message, StringComparison.Ordinal);
            Assert.Contains("it lacks the field ", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_missing_field_is_named_with_its_message()
    {
        var failure = Refused("""{"w":"0198a1b2c3d47e5f807192a3b4c5d6e7"}"""u8, Manifests.Demand);
        Assert.Equal("Message 'dem' cannot be read: it lacks the field slots.", failure.Message);
    }

    [Theory]
    [InlineData("""{"w":7,"s":1}""", "'w'")]
    [InlineData("""{"w":"0198a1b2-c3d4-7e5f-8071-92a3b4c5d6e7","s":1}""", "'w'")]
    [InlineData("""{"w":"0198a1b2c3d47e5f807192a3b4c5d6e7","s":"1"}""", "'s'")]
    [InlineData("""{"w":"0198a1b2c3d47e5f807192a3b4c5d6e7","s":1.5}""", "'s'")]
    [InlineData("""{"w":"0198a1b2c3d47e5f807192a3b4c5d6e7","s":2147483648}""", "'s'")]
    [InlineData("""{"w":"0198a1b2c3d47e5f807192a3b4c5d6e7","s":1}{}""", "'dem'")]
    [InlineData("""{"w":"0198a1b2c3d47e5f807192a3b4c5d6e7","s":1""", "'dem'")]
    [InlineData("""["w"]""", "object")]
    [InlineData("null", "object")]
    [InlineData("", "'dem'")]
    public void Bytes_that_are_not_the_message_are_refused(string json, string named)
    {
        var failure = Refused(Encoding.UTF8.GetBytes(json), Manifests.Demand);
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_refused()
    {
        byte[] json = [.. "{\"w\":\"0198a1b2c3d47e5f807192a3b4c5d6e7\",\"r\":\""u8, 0xC3, 0x28, .. "\"}"u8];
        Refused(json, Manifests.RegistrationRefused);
    }

    [Fact]
    public void No_prefix_of_a_message_parses_or_breaks_anything_but_the_message()
    {
        foreach (var (name, message) in Samples.All)
        {
            var bytes = WireFormat.Encode(message);
            for (var length = 0; length < bytes.Length; length++)
            {
                Refused(bytes.AsSpan(0, length), Manifests.Of(message));
            }
        }
    }

    [Fact]
    public void Bytes_changed_at_random_parse_or_are_refused()
    {
        var random = new Random(3);
        foreach (var message in Samples.All.Values)
        {
            for (var repeat = 0; repeat < 300; repeat++)
            {
                var bytes = WireFormat.Encode(message);
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                try
                {
                    WireFormat.Decode(bytes, Manifests.Of(message));
                }
                catch (SerializationException)
                {
                    // Refused, as it should be; any other exception fails this.
                }
            }
        }
    }

    [Fact]
    public void What_is_wrong_is_told_without_values()
    {
        var bytes = Encoding.UTF8.GetBytes($$"""{"w":"{{Samples.Secret}}","t":"{{Samples.Secret}}"}""");
        var failure = Refused(bytes, Manifests.Register);
        Assert.DoesNotContain(Samples.Secret, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_manifest_is_refused_by_name() =>
        Assert.Contains("'xyz'", Refused("{}"u8, "xyz").Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_no_message_is_refused_by_name()
    {
        var refusals = new[] { () => { WireFormat.Encode("reg"); }, (Action)(() => Manifests.Of("reg")) };
        Assert.All(refusals, refusal =>
            Assert.Contains("System.String", Assert.Throws<ArgumentException>(refusal).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_message_that_could_not_be_encoded_leaves_nothing_in_the_next()
    {
        var before = WireFormat.Encode(new Registered(Samples.Worker));
        Assert.Throws<ArgumentException>(() => WireFormat.Encode(42));
        Assert.ThrowsAny<Exception>(() => WireFormat.Encode(new Grant([null!])));
        Assert.Equal(before, WireFormat.Encode(new Registered(Samples.Worker)));
    }

    [Fact]
    public void A_large_grant_survives_and_the_next_message_is_itself()
    {
        var lease = new Lease(new LeaseNumber(1), 0, new ByteRange(0, 1), TimeSpan.FromSeconds(1));
        var source = new ObjectSource("http://127.0.0.1/" + new string('k', 700), [], null);
        var transfer = new TransferLeases(Samples.Transfer, source, "/f", null, ChunkChecksumAlgorithm.Crc32, [lease]);
        var grant = new Grant([.. Enumerable.Repeat(transfer, 1000)]);
        Assert.Equal(1000, ((Grant)WireFormat.Decode(WireFormat.Encode(grant), Manifests.Grant)).Transfers.Length);
        Assert.Equal(GoldenBytes("rgd"), Encoding.UTF8.GetString(WireFormat.Encode(new Registered(Samples.Worker))));
    }

    [Fact]
    public void A_list_that_was_never_set_arrives_empty()
    {
        var report = (Report)WireFormat.Decode(WireFormat.Encode(Samples.All["rep-sparse"]), Manifests.Report);
        Assert.Empty(report.Fetched);
        Assert.Empty(report.Failed);
        Assert.Empty(report.Progress);
        Assert.Empty(report.Discovered[0].Checksums);
    }

    [Fact]
    public void A_duration_arrives_not_shorter_than_it_was_sent()
    {
        var lease = new Lease(new LeaseNumber(1), 0, new ByteRange(0, 1), TimeSpan.FromTicks(15_000));
        var source = new ObjectSource("http://127.0.0.1/", [], null);
        var grant = new Grant([new TransferLeases(Samples.Transfer, source, "/f", null, ChunkChecksumAlgorithm.Crc32, [lease])]);
        var decoded = (Grant)WireFormat.Decode(WireFormat.Encode(grant), Manifests.Grant);
        Assert.Equal(TimeSpan.FromMilliseconds(2), decoded.Transfers[0].Leases[0].Silence);
    }

    [Fact]
    public void Every_kind_of_failure_arrives_as_itself()
    {
        foreach (var kind in Enum.GetValues<FetchFailureKind>())
        {
            var report = new Report(Samples.Worker, [], [], [new ChunkFailed(new LeaseNumber(1), new FetchFailure(kind, ""))], []);
            Assert.Equal(kind, ((Report)WireFormat.Decode(WireFormat.Encode(report), Manifests.Report)).Failed[0].Failure.Kind);
        }
    }

    [Fact]
    public void Every_checksum_algorithm_arrives_as_itself()
    {
        foreach (var algorithm in Enum.GetValues<ChunkChecksumAlgorithm>())
        {
            var report = new Report(Samples.Worker, [], [new ChunkFetched(new LeaseNumber(1), 1, new ChunkChecksum(algorithm, 1))], [], []);
            Assert.Equal(algorithm, ((Report)WireFormat.Decode(WireFormat.Encode(report), Manifests.Report)).Fetched[0].Checksum.Algorithm);
        }
    }

    [Fact]
    public void A_failure_of_an_unknown_kind_arrives_as_unknown()
    {
        var bytes = """{"w":"0198a1b2c3d47e5f807192a3b4c5d6e7","f":[{"l":1,"k":99,"m":"of a later version"}]}"""u8;
        var report = (Report)WireFormat.Decode(bytes, Manifests.Report);
        Assert.Equal(new FetchFailure(FetchFailureKind.Unknown, "of a later version"), report.Failed[0].Failure);
    }

    [Fact]
    public void A_checksum_of_an_unknown_algorithm_is_refused()
    {
        var failure = Refused("""{"w":"0198a1b2c3d47e5f807192a3b4c5d6e7","c":[{"l":1,"n":1,"a":99,"c":1}]}"""u8, Manifests.Report);
        Assert.Contains("'a'", failure.Message, StringComparison.Ordinal);
    }

    // All that a sender may leave out, by the letters that lead to it.
    private static readonly HashSet<string> Optional =
    [
        "reg:t", "grt:t", "grt:t.s.h", "grt:t.s.e", "grt:t.n", "grt:t.l", "grt:t.l.d", "grt:t.l.o", "wdr:l",
        "rep:d", "rep:d.e", "rep:d.v", "rep:d.m", "rep:d.r", "rep:d.r.t", "rep:c", "rep:f", "rep:p",
        "rep:f.s", "rep:f.c", "rep:f.i", "rep:f.r", "rep:f.t", "rep:f.g",
    ];

    private static string GoldenBytes(string name)
    {
        using var stream = typeof(WireFormatSpecs).Assembly.GetManifestResourceStream($"GoldenBytes/{name}.json")
            ?? throw new InvalidOperationException($"GoldenBytes/{name}.json is not there.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd('\n');
    }

    private static SerializationException Refused(ReadOnlySpan<byte> utf8, string manifest)
    {
        var bytes = utf8.ToArray();
        return Assert.Throws<SerializationException>(() => WireFormat.Decode(bytes, manifest));
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject inner => [inner, .. inner.SelectMany(field => Objects(field.Value))],
        JsonArray list => list.SelectMany(Objects),
        _ => [],
    };

    // Each field as the steps that lead to it: names and indices.
    private static IEnumerable<object[]> Fields(JsonNode? node) => node switch
    {
        JsonObject inner => inner.SelectMany(field =>
            Fields(field.Value).Select(rest => (object[])[field.Key, .. rest]).Prepend([field.Key])),
        JsonArray list => list.SelectMany((element, index) => Fields(element).Select(rest => (object[])[index, .. rest])),
        _ => [],
    };
}
