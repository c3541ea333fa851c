namespace Akka.Remote.Transport;

/// <summary><c>akka.remote.dot-netty.tcp</c>.</summary>
internal sealed record TcpSettings
{
    /// <summary>Host name or address to listen on; empty for all IPv4 (or IPv6) interfaces.</summary>
    public required string Hostname { get; init; }

    /// <summary>Port to listen on; 0 for any free one.</summary>
    public required int Port { get; init; }

    /// <summary>Host by which other systems know this one.</summary>
    public required string PublicHostname { get; init; }

    /// <summary>Port by which other systems know this one; 0 for the one listened on.</summary>
    public required int PublicPort { get; init; }

    public required bool DnsUseIpv6 { get; init; }

    public required TimeSpan ConnectionTimeout { get; init; }

    /// <summary>Longest message accepted in either direction, with its addresses and manifest.</summary>
    public required int MaximumFrameBytes { get; init; }

    /// <summary>0 for the platform's default.</summary>
    public required int SendBufferBytes { get; init; }

    /// <summary>0 for the platform's default.</summary>
    public required int ReceiveBufferBytes { get; init; }

    public required int Backlog { get; init; }

    public required bool NoDelay { get; init; }

    public required bool KeepAlive { get; init; }

    /// <summary>Null without <c>enable-ssl</c>.</summary>
    public required TlsSettings? Tls { get; init; }

    /// <summary>First part of every address of this transport.</summary>
    public string Scheme => Tls is null ? "akka.tcp" : "akka.ssl.tcp";
}
