namespace ActorDownloader.Cli.Terminals;

public class LineWriterSpecs
{
    [Fact]
    public void Whatever_is_written_arrives_in_lines()
    {
        var lines = new List<string>();
        using var writer = new LineWriter(lines.Add);
        writer.Write("a");
        writer.Write('b');
        writer.WriteLine("c");
        writer.Write("d\ne\r\n\nf");
        writer.Write(['g', '\n'], 0, 2);
        writer.WriteLine();
        writer.Write("unfinished");
        writer.Write((string?)null);

        Assert.Equal(["abc", "d", "e", "", "fg", ""], lines);
    }
}
