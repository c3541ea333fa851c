using System.Text.Json;
using System.Text.RegularExpressions;
using ActorDownloader.LoopbackOrigin.Faults;
using ActorDownloader.LoopbackOrigin.Process;

namespace ActorDownloader.LoopbackOrigin;

/// <summary>docs/loopback-origin.md says what is so.</summary>
public sealed partial class DocumentationSpecs
{
    private static readonly string Text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "loopback-origin.md"));

    [Fact]
    public async Task Its_set_ups_can_be_applied_one_after_the_other()
    {
        await using var origin = await S3LoopbackOrigin.StartAsync();
        var examples = JsonBlock().Matches(Text).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(examples);
        Assert.All(examples, example => JsonSerializer.Deserialize(example, OriginJson.Default.OriginSetup)!.ApplyTo(origin));
    }

    [Fact]
    public void It_names_every_action()
    {
        var actions = typeof(FaultAction).GetNestedTypes().Select(type => type.Name).ToList();

        Assert.NotEmpty(actions);
        Assert.All(actions, action => Assert.True(
            Text.Contains($"`{action}`", StringComparison.Ordinal) || Text.Contains($"`{Hyphenated(action)}`", StringComparison.Ordinal),
            $"{action} is missing"));
    }

    private static string Hyphenated(string name) =>
        WordStart().Replace(name.Replace("ETag", "Etag", StringComparison.Ordinal), "-$0").ToLowerInvariant();

    [GeneratedRegex("```json\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex WordStart();
}
