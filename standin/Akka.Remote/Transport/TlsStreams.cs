using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Akka.Remote.Transport;

/// <summary>Turns a connected stream into an encrypted one.</summary>
internal static class TlsStreams
{
    public static async Task<Stream> AcceptAsync(Stream plain, TlsSettings tls, CancellationToken cancellation)
    {
        var stream = new SslStream(plain);
        await stream.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions
            {
                ServerCertificate = tls.Certificate,
                ClientCertificateRequired = tls.RequireMutualAuthentication,
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                RemoteCertificateValidationCallback = (_, certificate, _, errors) => IsTrusted(tls, certificate, errors, isServer: false),
            },
            cancellation);
        return stream;
    }

    public static async Task<Stream> ConnectAsync(Stream plain, string host, TlsSettings tls, CancellationToken cancellation)
    {
        var stream = new SslStream(plain);
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = host,
                ClientCertificates = [tls.Certificate],
                CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                RemoteCertificateValidationCallback = (_, certificate, _, errors) => IsTrusted(tls, certificate, errors, isServer: true),
            },
            cancellation);
        return stream;
    }

    private static bool IsTrusted(TlsSettings tls, X509Certificate? certificate, SslPolicyErrors errors, bool isServer)
    {
        if (certificate is null)
        {
            return !isServer && !tls.RequireMutualAuthentication;
        }

        if (tls.SuppressValidation)
        {
            return true;
        }

        // Systems usually know each other by address, and certificates rarely name addresses.
        var ignored = isServer && tls.ValidateHostname ? SslPolicyErrors.None : SslPolicyErrors.RemoteCertificateNameMismatch;
        return (errors & ~ignored) == SslPolicyErrors.None;
    }
}
