using System.Net.Sockets;
using ActorDownloader.ObjectStore.Aws;
using Amazon.Runtime;
using Amazon.Util;

namespace ActorDownloader.ObjectStore.Credentials;

/// <summary>
/// The role of the EC2 instance that this runs on. Anywhere else nobody answers, and the SDK would try for many seconds:
/// so first see whether the service takes a connection.
/// </summary>
internal sealed class InstanceMetadata(AwsEnvironment environment, TimeSpan timeout, TimeProvider time)
{
    /// <param name="regionWanted">Whether to find the instance's region too.</param>
    /// <param name="looked">Learns what was in vain.</param>
    /// <param name="cancellationToken">Ends the wait for an answer.</param>
    public async Task<ICredentialSource?> FindAsync(bool regionWanted, List<string> looked, CancellationToken cancellationToken)
    {
        if (timeout == TimeSpan.Zero || environment.IsOn("AWS_EC2_METADATA_DISABLED"))
        {
            looked.Add("EC2 instance metadata (switched off)");
            return null;
        }

        var service = new Uri(EC2InstanceMetadata.ServiceEndpoint);
        if (!await AnswersAsync(service, cancellationToken))
        {
            looked.Add($"EC2 instance metadata (no answer from {service.Host} within {timeout.TotalSeconds:0.###} s)");
            return null;
        }

        try
        {
            var credentials = new InstanceProfileAWSCredentials();
            var region = regionWanted ? EC2InstanceMetadata.Region?.SystemName : null;
            return new SdkCredentials(credentials, $"the instance's role '{credentials.Role}'", region);
        }
        catch (Exception e) when (e is AmazonClientException or HttpRequestException or InvalidOperationException or ArgumentException)
        {
            looked.Add($"EC2 instance metadata (no role: {e.Message})");
            return null;
        }
    }

    private async Task<bool> AnswersAsync(Uri service, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(service.DnsSafeHost, service.Port, either.Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
