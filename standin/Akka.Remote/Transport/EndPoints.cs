using System.Net;
using System.Net.Sockets;
using Akka.Actor;

namespace Akka.Remote.Transport;

/// <summary>From the addresses of actor systems to those of sockets.</summary>
internal static class EndPoints
{
    /// <summary>Where to bind.</summary>
    public static async Task<IPEndPoint> ToListenOnAsync(TcpSettings settings, CancellationToken cancellation)
    {
        if (settings.Hostname.Length == 0)
        {
            return new IPEndPoint(settings.DnsUseIpv6 ? IPAddress.IPv6Any : IPAddress.Any, settings.Port);
        }

        return await ResolveAsync(settings.Hostname, settings.Port, settings.DnsUseIpv6, cancellation);
    }

    /// <summary>Where to connect to for <paramref name="address"/>, which has a host and a port.</summary>
    public static async Task<IPEndPoint> ToConnectToAsync(Address address, TcpSettings settings, CancellationToken cancellation)
    {
        var host = address.Host?.Trim('[', ']') ?? "";
        var endPoint = await ResolveAsync(host, address.Port ?? 0, settings.DnsUseIpv6, cancellation);

        // A system that was told no host name announces "any address": from here that can only be this machine.
        return endPoint.Address.Equals(IPAddress.Any) ? new IPEndPoint(IPAddress.Loopback, endPoint.Port)
            : endPoint.Address.Equals(IPAddress.IPv6Any) ? new IPEndPoint(IPAddress.IPv6Loopback, endPoint.Port)
            : endPoint;
    }

    /// <summary>The host part of the address of a system that is reachable as <paramref name="host"/>.</summary>
    public static string Host(string host) =>
        IPAddress.TryParse(host, out var ip) && ip.AddressFamily == AddressFamily.InterNetworkV6 ? $"[{ip}]" : host;

    private static async Task<IPEndPoint> ResolveAsync(string host, int port, bool ipv6, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var ip))
        {
            return new IPEndPoint(ip, port);
        }

        var family = ipv6 ? AddressFamily.InterNetworkV6 : AddressFamily.InterNetwork;
        var addresses = await Dns.GetHostAddressesAsync(host, family, cancellation);
        return addresses.Length > 0
            ? new IPEndPoint(addresses[0], port)
            : throw new RemoteTransportException($"The host [{host}] has no {(ipv6 ? "IPv6" : "IPv4")} address.");
    }
}
