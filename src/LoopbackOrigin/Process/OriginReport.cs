using System.Collections.Immutable;
using ActorDownloader.LoopbackOrigin.Traffic;

namespace ActorDownloader.LoopbackOrigin.Process;

/// <summary>A line of the process's output.</summary>
/// <param name="Event"><c>ready</c>, <c>applied</c> or <c>refused</c>.</param>
/// <param name="Url">Where the origin is, when it is ready.</param>
/// <param name="CertificatePem">The certificate to trust, with TLS.</param>
/// <param name="Message">Why a change was refused.</param>
/// <param name="Gauges">What went on so far.</param>
/// <param name="Compared">What the comparisons found, if some were asked for.</param>
internal sealed record OriginReport(
    string Event,
    Uri? Url = null,
    string? CertificatePem = null,
    string? Message = null,
    TrafficGauges? Gauges = null,
    ImmutableArray<FileComparison>? Compared = null)
{
    public static OriginReport Ready(S3LoopbackOrigin origin) => new("ready", origin.Uri, origin.CertificatePem);

    public static OriginReport Applied(S3LoopbackOrigin origin, ImmutableArray<FileComparison> compared) =>
        new("applied", Gauges: origin.Gauges, Compared: compared.IsEmpty ? null : compared);

    public static OriginReport Refused(string message) => new("refused", Message: message);
}
