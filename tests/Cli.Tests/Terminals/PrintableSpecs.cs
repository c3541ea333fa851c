namespace ActorDownloader.Cli.Terminals;

public class PrintableSpecs
{
    [Theory]
    [InlineData("plain ключ 鍵", "plain ключ 鍵")]
    [InlineData("a\nb\rc\td", @"a\u000ab\u000dc\u0009d")]
    [InlineData("\x1b[2J", @"\u001b[2J")]
    [InlineData("\u009b31m\u007f", @"\u009b31m\u007f")]
    public void Control_characters_are_shown_and_not_sent(string text, string shown) => Assert.Equal(shown, Printable.Of(text));
}
