using System.Net;
using System.Net.Sockets;
using Akka.Actor;

namespace Akka.Remote.Transport;

/// <summary>From the addresses of actor systems to those of sockets.</summary>
internal static class EndPoints
{
    /// <summary>Where to bind. Starting up is synchronous, so is looking up the name.</summary>
    public static IPEndPoint ToListenOn(TcpSettings settings)
    {
        if (settings.Hostname.Length == 0)
        {
            return new IPEndPoint(settings.DnsUseIpv6 ? IPAddress.IPv6Any : IPAddress.Any, settings.Port);
        }

        return IPAddress.TryParse(settings.Hostname, out var ip)
            ? new IPEndPoint(ip, settings.Port)
            : First(Dns.GetHostAddresses(settings.Hostname, Family(settings)), settings.Hostname, settings.Port);
    }

    /// <summary>Where to connect to for <paramref name="address"/>, which has a host and a port.</summary>
    public static async Task<IPEndPoint> ToConnectToAsync(Address address, TcpSettings settings, CancellationToken cancellation)
    {
        var host = address.Host?.Trim('[', ']') ?? "";
        var port = address.Port ?? 0;
        var endPoint = IPAddress.TryParse(host, out var ip)
            ? new IPEndPoint(ip, port)
            : First(await Dns.GetHostAddressesAsync(host, Family(settings), cancellation), host, port);

        // A system that was told no host name announces "any address": from here that can only be this machine.
        return endPoint.Address.Equals(IPAddress.Any) ? new IPEndPoint(IPAddress.Loopback, endPoint.Port)
            : endPoint.Address.Equals(IPAddress.IPv6Any) ? new IPEndPoint(IPAddress.IPv6Loopback, endPoint.Port)
            : endPoint;
    }

    /// <summary>The host part of the address of a system that is reachable as <paramref name="host"/>.</summary>
    public static string Host(string host) =>
        IPAddress.TryParse(host, out var ip) && ip.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{ip}]" : host;

    private static AddressFamily Family(TcpSettings settings) =>
        settings.DnsUseIpv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;

    private static IPEndPoint First(IPAddress[] addresses, string host, int port) => addresses.Length > 0
        ? new IPEndPoint(addresses[0], port)
        : throw new RemoteTransportException($"The host [{host}] has no address of the wanted family.");
}
