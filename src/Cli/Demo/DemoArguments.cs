using ActorDownloader.Cli.Commands;

namespace ActorDownloader.Cli.Demo;

/// <summary>What <c>actordl demo</c> was asked for.</summary>
/// <param name="Scene">What is shown.</param>
/// <param name="Keep">Where the file is to stay; null to remove it.</param>
/// <param name="Output">How it speaks.</param>
internal sealed record DemoArguments(DemoScene Scene, string? Keep, OutputArguments Output);
