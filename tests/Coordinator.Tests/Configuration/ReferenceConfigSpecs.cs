using ActorDownloader.ObjectStore;
using ActorDownloader.WorkerNode;
using Akka.Configuration;

namespace ActorDownloader.Configuration;

/// <summary>The reference configuration and the settings records say the same.</summary>
public class ReferenceConfigSpecs
{
    private static readonly string[] Lines = ReadReference();

    public static TheoryData<string> Keys => [.. Entries().Select(entry => entry.Path)];

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_that_is_left_out_is_missed_by_name(string path)
    {
        var at = Entries().Single(entry => entry.Path == path).Line;
        var config = ConfigurationFactory.ParseString(string.Join('\n', Lines.Where((_, line) => line != at)));
        Action<Config>[] readers = [c => CoordinatorSettings.Create(c), c => S3Settings.Create(c), c => WorkerSettings.Create(c)];

        var misses = readers.Select(read => Record.Exception(() => read(config))).OfType<ConfigurationException>().ToArray();

        Assert.NotEmpty(misses);
        Assert.All(misses, miss => Assert.StartsWith($"{path} is missing", miss.Message, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Each_key_stands_under_a_comment(string path)
    {
        var at = Entries().Single(entry => entry.Path == path).Line;
        var above = Lines.Take(at)
            .Reverse()
            .Select(line => line.Trim())
            .SkipWhile(line => line.Contains(" = ", StringComparison.Ordinal) && !line.StartsWith('#'))
            .First();

        Assert.StartsWith("# ", above, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_read_that_is_not_there()
    {
        var reference = EffectiveConfig.Reference;

        Assert.NotNull(CoordinatorSettings.Create(reference));
        Assert.NotNull(S3Settings.Create(reference));
        Assert.NotNull(WorkerSettings.Create(reference));
    }

    /// <summary>Every key under <c>actor-downloader</c> with the line that sets it.</summary>
    private static IEnumerable<(string Path, int Line)> Entries()
    {
        var sections = new Stack<string>();
        for (var line = 0; line < Lines.Length; line++)
        {
            var text = Lines[line].Trim();
            if (text.EndsWith(" {", StringComparison.Ordinal) && !text.StartsWith('#'))
            {
                sections.Push(text[..^2]);
            }
            else if (text == "}")
            {
                sections.Pop();
            }
            else if (text.Split(" = ", 2) is [var key, _] && !key.StartsWith('#') && sections.LastOrDefault() == "actor-downloader")
            {
                yield return (string.Join('.', sections.Reverse().Append(key)), line);
            }
        }
    }

    private static string[] ReadReference()
    {
        using var stream = typeof(EffectiveConfig).Assembly.GetManifestResourceStream("reference.conf")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }
}
