using System.Security.Cryptography.X509Certificates;
using Akka.Configuration;
using Akka.Remote.Wire;

namespace Akka.Remote.Transport;

/// <summary>Reads <c>akka.remote.dot-netty.tcp</c>.</summary>
internal static class TcpSettingsReader
{
    private const string Path = "akka.remote.dot-netty.tcp";

    /// <exception cref="ConfigurationException">A value is out of range.</exception>
    public static TcpSettings Read(Config config)
    {
        var hostname = config.GetString("hostname") ?? "";
        var publicHostname = config.GetString("public-hostname") ?? "";
        return new TcpSettings
        {
            Hostname = hostname,
            Port = Between(config.GetInt("port"), "port", 0, 65_535),
            PublicHostname = publicHostname.Length > 0 ? publicHostname : hostname,
            PublicPort = Between(config.GetInt("public-port"), "public-port", 0, 65_535),
            DnsUseIpv6 = config.GetBoolean("dns-use-ipv6"),
            ConnectionTimeout = config.GetTimeSpan("connection-timeout"),
            MaximumFrameBytes = Between(
                Bytes(config, "maximum-frame-size"), "maximum-frame-size", FrameLimits.SmallestMaximumBytes, int.MaxValue / 2),
            SendBufferBytes = Bytes(config, "send-buffer-size"),
            ReceiveBufferBytes = Bytes(config, "receive-buffer-size"),
            Backlog = config.GetInt("backlog"),
            NoDelay = config.GetBoolean("tcp-nodelay"),
            KeepAlive = config.GetBoolean("tcp-keepalive"),
            Tls = config.GetBoolean("enable-ssl") ? ReadTls(config.GetConfig("ssl")) : null,
        };
    }

    private static TlsSettings ReadTls(Config ssl)
    {
        var certificate = ssl.GetConfig("certificate");
        var suppressValidation = ssl.GetBoolean("suppress-validation");
        return new TlsSettings(
            certificate.GetBoolean("use-thumbprint-over-file") ? FromStore(certificate, !suppressValidation) : FromFile(certificate),
            suppressValidation,
            ssl.GetBoolean("require-mutual-authentication"),
            ssl.GetBoolean("validate-certificate-hostname"));
    }

    private static X509Certificate2 FromFile(Config certificate)
    {
        var path = certificate.GetString("path");
        if (string.IsNullOrEmpty(path))
        {
            throw new ConfigurationException($"{Path}.enable-ssl is on, and {Path}.ssl.certificate.path is empty.");
        }

        var flags = certificate.GetStringList("flags").Aggregate(X509KeyStorageFlags.DefaultKeySet, (all, flag) => all | FlagOf(flag));
        return X509CertificateLoader.LoadPkcs12FromFile(path, certificate.GetString("password"), flags);
    }

    private static X509Certificate2 FromStore(Config certificate, bool onlyValid)
    {
        var location = certificate.GetString("store-location") switch
        {
            "current-user" => StoreLocation.CurrentUser,
            "local-machine" => StoreLocation.LocalMachine,
            var other => throw new ConfigurationException(
                $"{Path}.ssl.certificate.store-location is [{other}], expected current-user or local-machine."),
        };
        using var store = new X509Store(certificate.GetString("store-name"), location);
        store.Open(OpenFlags.ReadOnly);
        var thumbprint = certificate.GetString("thumbprint");
        var found = store.Certificates.Find(X509FindType.FindByThumbprint, thumbprint, onlyValid);
        return found.Count > 0
            ? found[0]
            : throw new ConfigurationException($"No valid certificate has the {Path}.ssl.certificate.thumbprint [{thumbprint}].");
    }

    private static X509KeyStorageFlags FlagOf(string flag) => flag switch
    {
        "default-key-set" => X509KeyStorageFlags.DefaultKeySet,
        "exportable" => X509KeyStorageFlags.Exportable,
        "machine-key-set" => X509KeyStorageFlags.MachineKeySet,
        "persist-key-set" => X509KeyStorageFlags.PersistKeySet,
        "user-key-set" => X509KeyStorageFlags.UserKeySet,
        "user-protected" => X509KeyStorageFlags.UserProtected,
        _ => throw new ConfigurationException($"{Path}.ssl.certificate.flags has the unknown flag [{flag}]."),
    };

    private static int Bytes(Config config, string key)
    {
        var bytes = config.GetByteSize(key) ?? 0;
        return bytes is >= 0 and <= int.MaxValue
            ? (int)bytes
            : throw new ConfigurationException($"{Path}.{key} is {bytes} bytes, expected 0 to {int.MaxValue}.");
    }

    private static int Between(int value, string key, int least, int most) =>
        value >= least && value <= most
            ? value
            : throw new ConfigurationException($"{Path}.{key} is {value}, expected {least} to {most}.");
}
