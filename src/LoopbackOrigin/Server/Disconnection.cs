using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace ActorDownloader.LoopbackOrigin.Server;

/// <summary>Ways to end a connection from below HTTP.</summary>
internal static class Disconnection
{
    /// <summary>Sends a TCP reset. Bytes that the client's system has no room for yet are lost.</summary>
    public static void Reset(IFeatureCollection features) => SocketOf(features).Close(timeout: 0);

    /// <summary>
    /// Sends a FIN after all bytes. The client's half stays open, for an abort would send a reset that might overtake them.
    /// </summary>
    public static void Finish(IFeatureCollection features) => SocketOf(features).Shutdown(SocketShutdown.Send);

    private static Socket SocketOf(IFeatureCollection features) => features.GetRequiredFeature<IConnectionSocketFeature>().Socket;
}
