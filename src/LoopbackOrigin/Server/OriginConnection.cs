using ActorDownloader.LoopbackOrigin.Traffic;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ActorDownloader.LoopbackOrigin.Server;

/// <summary>A client's connection: its pace, and whether it is one too many.</summary>
internal sealed class OriginConnection
{
    private OriginConnection(bool isExcess) => IsExcess = isExcess;

    /// <summary>Beyond the limit on connections: its first request is to be refused.</summary>
    public bool IsExcess { get; }

    /// <summary>Spreads the connection's bodies over time.</summary>
    public Pacer BodyPacer { get; } = new();

    /// <summary>Serves a connection, unless it is one too many and such are reset.</summary>
    public static async Task RunAsync(ConnectionContext connection, OriginState state, ConnectionDelegate next)
    {
        try
        {
            var isExcess = state.Meter.ConnectionOpened() > (state.Traffic.MaxConnections ?? int.MaxValue);
            if (isExcess && state.Traffic.Excess == ExcessConnection.Reset)
            {
                Disconnection.Reset(connection.Features);
                connection.Abort();
                return;
            }

            connection.Items[typeof(OriginConnection)] = new OriginConnection(isExcess);
            await next(connection);
        }
        finally
        {
            state.Meter.ConnectionClosed();
        }
    }

    /// <summary>The connection of a request.</summary>
    public static OriginConnection Of(HttpContext context) =>
        (OriginConnection)context.Features.GetRequiredFeature<IConnectionItemsFeature>().Items[typeof(OriginConnection)]!;
}
