using System.Runtime.Serialization;
using System.Text;
using Akka.Actor;
using Akka.Dispatch.SysMsg;
using Akka.Remote.DeathWatch;
using Akka.Serialization;
using SerializationScope = Akka.Serialization.Serialization;

namespace Akka.Remote.Messages;

/// <summary>
/// Carries what the actor systems themselves say to each other. Of the system messages only those cross the wire that an actor may send to
/// any other; supervision does not.
/// </summary>
internal sealed class RemotingSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    private const char Separator = '\n';

    private static readonly Type[] Types =
    [
        typeof(Watch), typeof(Unwatch), typeof(DeathWatchNotification), typeof(Terminate), typeof(Heartbeat), typeof(HeartbeatResponse),
    ];

    public override int Identifier => 22;

    /// <summary>Makes it known to an actor system.</summary>
    public static void AddTo(ExtendedActorSystem system)
    {
        var serializer = new RemotingSerializer(system);
        system.Serialization.AddSerializer("akka-remoting", serializer);
        foreach (var type in Types)
        {
            system.Serialization.AddSerializationMap(type, serializer);
        }
    }

    public override string Manifest(object o) => o switch
    {
        Watch => "W",
        Unwatch => "U",
        DeathWatchNotification => "DW",
        Terminate => "T",
        Heartbeat => "H",
        HeartbeatResponse => "HR",
        _ => throw new ArgumentException($"Cannot serialize object of type [{o.GetType()}]", nameof(o)),
    };

    public override byte[] ToBinary(object obj) => obj switch
    {
        Watch watch => Pair(watch.Watchee, watch.Watcher),
        Unwatch unwatch => Pair(unwatch.Watchee, unwatch.Watcher),
        DeathWatchNotification notification =>
        [
            notification.ExistenceConfirmed ? (byte)1 : (byte)0,
            notification.AddressTerminated ? (byte)1 : (byte)0,
            .. Encoding.UTF8.GetBytes(SerializationScope.SerializedActorPath(notification.Actor)),
        ],
        HeartbeatResponse response => BitConverter.GetBytes(response.Uid),
        _ => [],
    };

    public override object FromBinary(byte[] bytes, string manifest) => (manifest, bytes.Length) switch
    {
        ("W", _) when FromPair(bytes) is var (watchee, watcher) => new Watch(watchee, watcher),
        ("U", _) when FromPair(bytes) is var (watchee, watcher) => new Unwatch(watchee, watcher),
        ("DW", > 2) => new DeathWatchNotification(
            system.Provider.ResolveActorRef(Encoding.UTF8.GetString(bytes, 2, bytes.Length - 2)), bytes[0] != 0, bytes[1] != 0),
        ("T", 0) => new Terminate(),
        ("H", 0) => Heartbeat.Instance,
        ("HR", 4) => new HeartbeatResponse(BitConverter.ToInt32(bytes)),
        _ => throw new SerializationException($"Malformed message with manifest [{manifest}] and {bytes.Length} bytes"),
    };

    private static byte[] Pair(IActorRef watchee, IActorRef watcher) => Encoding.UTF8.GetBytes(
        SerializationScope.SerializedActorPath(watchee) + Separator + SerializationScope.SerializedActorPath(watcher));

    private (IInternalActorRef Watchee, IInternalActorRef Watcher) FromPair(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var end = text.IndexOf(Separator, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new SerializationException("A watch names one actor instead of two");
        }

        return ((IInternalActorRef)system.Provider.ResolveActorRef(text[..end]),
            (IInternalActorRef)system.Provider.ResolveActorRef(text[(end + 1)..]));
    }
}
