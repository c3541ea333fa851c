using ActorDownloader.Messages;
using ActorDownloader.Messages.Bench;
using ActorDownloader.Messages.Serialization;
using BenchmarkDotNet.Attributes;

namespace ActorDownloader.MicroBench;

/// <summary>The messages between coordinator and workers, written and read.</summary>
public class Wire
{
    private IWireMessage _message = null!;
    private byte[] _encoded = [];
    private string _manifest = "";

    public static IEnumerable<string> Names => Traffic.Messages.Select(message => message.Name);

    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "";

    [GlobalSetup]
    public void Choose()
    {
        _message = Traffic.Messages.Single(message => message.Name == Name).Message;
        _encoded = WireFormat.Encode(_message);
        _manifest = Manifests.Of(_message);
    }

    [Benchmark]
    public byte[] Encode() => WireFormat.Encode(_message);

    [Benchmark]
    public object Decode() => WireFormat.Decode(_encoded, _manifest);
}
