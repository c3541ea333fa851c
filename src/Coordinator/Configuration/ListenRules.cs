using Akka.Configuration;

namespace ActorDownloader.Configuration;

/// <summary>
/// Where a coordinator may listen: whoever can reach it and join is given leases, and a lease is the right to read an object.
/// </summary>
internal static class ListenRules
{
    private const string Tcp = "akka.remote.dot-netty.tcp";

    /// <exception cref="ConfigurationException">
    /// It would listen on more than loopback without TLS, a join secret or explicit permission.
    /// </exception>
    public static void Check(Config config, CoordinatorSettings settings)
    {
        var host = config.GetString($"{Tcp}.hostname");
        if (IsLoopback(host) || settings.JoinSecret is not null || settings.AllowInsecure || config.GetBoolean($"{Tcp}.enable-ssl"))
        {
            return;
        }

        throw new ConfigurationException(
            $"{Tcp}.hostname = {host}: anyone who reaches this address could join as a worker. Set "
                + "actor-downloader.coordinator.join-secret, or enable-ssl with certificates, or actor-downloader.coordinator.allow-insecure = on.");
    }

    private static bool IsLoopback(string host) =>
        host == "localhost" || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));
}
