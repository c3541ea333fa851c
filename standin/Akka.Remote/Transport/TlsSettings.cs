using System.Security.Cryptography.X509Certificates;

namespace Akka.Remote.Transport;

/// <summary><c>akka.remote.dot-netty.tcp.ssl</c>.</summary>
/// <param name="Certificate">Shown to whoever connects, and to those we connect to.</param>
/// <param name="SuppressValidation">Whether any certificate of the other side is good enough.</param>
/// <param name="RequireMutualAuthentication">Whether those who connect have to show a certificate too.</param>
/// <param name="ValidateHostname">Whether the certificate has to name the host connected to.</param>
internal sealed record TlsSettings(
    X509Certificate2 Certificate,
    bool SuppressValidation,
    bool RequireMutualAuthentication,
    bool ValidateHostname);
