using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ActorDownloader.WorkerNode.Rehearsing;

/// <summary>
/// What makes a process's first TLS connection slow, with nobody on the other side: the certificates that the host trusts are read, one is
/// checked against them, and a greeting is made. Apart from <see cref="Rehearsal"/>, since plain HTTP has no use for it.
/// </summary>
internal static class TlsRehearsal
{
    /// <summary>Both of it. Never fails.</summary>
    public static async Task RunAsync()
    {
        CheckCertificate();
        await GreetAsync(new RehearsedOrigin());
    }

    /// <summary>Checks a certificate as a connection's is checked, but for its name. What comes of it does not matter.</summary>
    /// <returns>Whether there was one to check.</returns>
    public static bool CheckCertificate()
    {
        try
        {
            using var trusted = new X509Store(StoreName.Root, StoreLocation.LocalMachine);
            trusted.Open(OpenFlags.ReadOnly);
            if (trusted.Certificates.FirstOrDefault() is not { } any)
                return false;
            using var chain = new X509Chain();
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            chain.ChainPolicy.DisableCertificateDownloads = true;
            chain.Build(any);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Begins to make a connection with somebody who does not speak TLS.</summary>
    public static async Task GreetAsync(Stream stranger)
    {
        try
        {
            await using var tls = new SslStream(stranger);
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "127.0.0.1" });
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
        }
    }
}
