namespace ActorDownloader.Cli.Progress;

public class ProgressViewsSpecs
{
    [Theory]
    [InlineData("auto", false, true, "Live")]
    [InlineData("auto", false, false, "None")]
    [InlineData("auto", true, true, "None")]
    [InlineData("auto", true, false, "None")]
    [InlineData("always", false, true, "Live")]
    [InlineData("always", false, false, "Lines")]
    [InlineData("always", true, true, "Live")]
    [InlineData("always", true, false, "Lines")]
    [InlineData("never", false, true, "None")]
    [InlineData("never", false, false, "None")]
    public void Progress_is_shown_to_those_who_want_it(string mode, bool isQuiet, bool isInteractive, string style) =>
        Assert.Equal(style, ProgressViews.StyleOf(Enum.Parse<ProgressMode>(mode, ignoreCase: true), isQuiet, isInteractive).ToString());
}
