using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;
using Akka.Configuration;
using Akka.Remote.Wire;

namespace Standin.Remoting.Tests;

public sealed class TlsSpecs : IDisposable
{
    private readonly string _certificate = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pfx");

    public TlsSpecs()
    {
        using var key = RSA.Create(2_048);
        var request = new CertificateRequest("CN=here", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllBytes(_certificate, certificate.Export(X509ContentType.Pfx, "secret"));
    }

    public void Dispose() => File.Delete(_certificate);

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Who_shows_no_certificate_is_let_in_only_if_none_is_required(bool required, bool letIn)
    {
        var system = ActorSystem.Create("here", ConfigurationFactory.ParseString($$"""
            akka { stdout-loglevel = OFF, loglevel = OFF
              actor.provider = remote
              remote.dot-netty.tcp {
                hostname = "127.0.0.1"
                port = 0
                enable-ssl = true
                ssl {
                  suppress-validation = true
                  require-mutual-authentication = {{(required ? "true" : "false")}}
                  certificate { path = "{{_certificate.Replace('\\', '/')}}", password = secret }
                }
              }
            }
            """));
        try
        {
            Assert.Equal(letIn, await IsGreetedAsync(((ExtendedActorSystem)system).Provider.DefaultAddress));
        }
        finally
        {
            await system.Terminate();
        }
    }

    [SuppressMessage("Security", "CA5359", Justification = "The certificate is of no interest here.")]
    private static async Task<bool> IsGreetedAsync(Address address)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, address.Port!.Value);
        using var stream = new SslStream(new NetworkStream(socket), false, (_, _, _, _) => true);
        try
        {
            await stream.AuthenticateAsClientAsync("here");
            var frames = new FrameWriter();
            frames.Hello(new Hello("akka.ssl.tcp://raw@127.0.0.1:1", 1, address.ToString()));
            await stream.WriteAsync(frames.Written);
            return await stream.ReadAsync(new byte[100]).AsTask().WaitAsync(TimeSpan.FromSeconds(30)) > 0;
        }
        catch (Exception refused) when (refused is IOException or System.Security.Authentication.AuthenticationException)
        {
            return false;
        }
    }
}
