using System.Security.Cryptography.X509Certificates;

namespace ActorDownloader.WorkerNode.Rehearsing;

public class TlsRehearsalSpecs
{
    private const byte Handshake = 22;

    [Fact]
    public async Task A_rehearsal_begins_a_handshake_and_makes_nothing_of_its_end()
    {
        var stranger = new MemoryStream();

        await TlsRehearsal.GreetAsync(stranger);

        Assert.Equal(Handshake, stranger.ToArray()[0]);
    }

    [Fact]
    public void A_rehearsal_checks_a_certificate_where_any_is_trusted()
    {
        using var trusted = new X509Store(StoreName.Root, StoreLocation.LocalMachine);
        trusted.Open(OpenFlags.ReadOnly);

        Assert.Equal(trusted.Certificates.Count > 0, TlsRehearsal.CheckCertificate());
    }

    [Fact]
    public Task A_rehearsal_with_an_origin_that_is_not_there_never_fails() => TlsRehearsal.RunAsync();
}
