using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Akka.Actor;

namespace Akka.Contract.Remoting;

public sealed class TlsSpecs : RemotingSpecs, IDisposable
{
    private readonly string _certificate = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".pfx");

    public TlsSpecs()
    {
        using var key = RSA.Create(2_048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllBytes(_certificate, certificate.Export(X509ContentType.Pfx, "secret"));
    }

    public void Dispose() => File.Delete(_certificate);

    [Fact]
    public async Task Systems_that_accept_each_others_certificate_talk()
    {
        var (here, there) = (Systems.Create("here", Tls(suppressValidation: true)), Systems.Create("there", Tls(suppressValidation: true)));
        Echo(there);
        await ExpectEchoAsync(here, await Systems.FindAsync(here, there, "echo"));
    }

    [Fact]
    public void The_scheme_of_the_address_says_that_it_is_encrypted()
    {
        Assert.Equal("akka.ssl.tcp", Systems.AddressOf(Systems.Create("here", Tls(suppressValidation: true))).Protocol);
    }

    // Nobody vouches for the certificate that both show.
    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_by_whoever_checks(bool callerChecks, bool calledChecks)
    {
        var (here, there) = (Systems.Create("here", Tls(!callerChecks)), Systems.Create("there", Tls(!calledChecks)));
        Echo(there);
        await Assert.ThrowsAsync<ActorNotFoundException>(
            () => here.ActorSelection(Systems.PathOf(there, "echo")).ResolveOne(TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public async Task Whoever_is_called_asks_for_no_certificate_unless_told_to()
    {
        const string Trusting = "akka.remote.dot-netty.tcp.ssl.require-mutual-authentication = false\n";
        var here = Systems.Create("here", Trusting + Tls(suppressValidation: true));
        var there = Systems.Create("there", Trusting + Tls(suppressValidation: false));
        Echo(there);
        await ExpectEchoAsync(here, await Systems.FindAsync(here, there, "echo"));
    }

    [Fact]
    public async Task A_system_without_tls_is_not_let_in()
    {
        var (here, there) = (Systems.Create("here"), Systems.Create("there", Tls(suppressValidation: true)));
        Echo(there);
        var address = Systems.AddressOf(there);
        var plain = here.ActorSelection($"akka.tcp://there@127.0.0.1:{address.Port}/user/echo");
        await Assert.ThrowsAsync<ActorNotFoundException>(() => plain.ResolveOne(TimeSpan.FromSeconds(3)));
    }

    [Fact]
    public async Task Order_and_size_are_as_without_tls()
    {
        const int Count = 1_000;
        var (here, there) = (Systems.Create("here", Tls(suppressValidation: true)), Systems.Create("there", Tls(suppressValidation: true)));
        Echo(there);
        var echo = await Systems.FindAsync(here, there, "echo");
        var recorder = new Recorder(here);
        for (var number = 0; number < Count; number++)
        {
            echo.Tell(new Letters.Numbered(number), recorder.Ref);
        }

        for (var number = 0; number < Count; number++)
        {
            Assert.Equal(number, (await recorder.NextAsync<Letters.Numbered>()).Number);
        }

        Assert.Equal(120_000, (await echo.Ask<Letters.Bulk>(new Letters.Bulk(120_000), TimeSpan.FromSeconds(30))).ByteCount);
    }

    private string Tls(bool suppressValidation) => $$"""
        akka.remote.dot-netty.tcp {
          enable-ssl = true
          ssl {
            suppress-validation = {{(suppressValidation ? "true" : "false")}}
            certificate {
              path = "{{_certificate.Replace("\\", "/", StringComparison.Ordinal)}}"
              password = "secret"
            }
          }
        }
        """;
}
