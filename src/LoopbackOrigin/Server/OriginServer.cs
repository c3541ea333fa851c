using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ActorDownloader.LoopbackOrigin.Server;

/// <summary>
/// The web server around the request handler. Reads no configuration and no environment, and takes no signals: its process may be a test
/// run.
/// </summary>
internal sealed class OriginServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly X509Certificate2? _certificate;
    private int _disposed;

    private OriginServer(WebApplication application, X509Certificate2? certificate)
    {
        _application = application;
        _certificate = certificate;
        var addresses = application.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        Uri = new Uri(addresses.Addresses.Single());
    }

    public Uri Uri { get; }

    public string? CertificatePem => _certificate?.ExportCertificatePem();

    public static async Task<OriginServer> StartAsync(
        S3LoopbackOriginOptions options, OriginState state, CancellationToken cancellationToken)
    {
        var certificate = options.Tls ? LoopbackCertificate.Create(options.Time.GetUtcNow()) : null;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();

        // A buffer of one byte (0 would be one without end): a completed flush then means that the system has the bytes, so counts are
        // exact, and cuts come after what was sent.
        builder.WebHost.UseSockets(sockets => sockets.MaxWriteBufferSize = 1);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options, state, certificate));
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        var application = builder.Build();
        application.Run(new RequestHandler(state).HandleAsync);
        try
        {
            await application.StartAsync(cancellationToken);
            return new(application, certificate);
        }
        catch
        {
            await application.DisposeAsync();
            certificate?.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        // A cancelled token: connections are broken, not waited for.
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
        _certificate?.Dispose();
    }

    private static void Configure(
        KestrelServerOptions kestrel, S3LoopbackOriginOptions options, OriginState state, X509Certificate2? certificate)
    {
        kestrel.AddServerHeader = false;

        // Slow is what some requests are for.
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromHours(1);

        kestrel.Listen(IPAddress.Loopback, options.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection => OriginConnection.RunAsync(connection, state, next));
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }
        });
    }

    /// <summary>In place of the default, which would take Ctrl-C from the process.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
