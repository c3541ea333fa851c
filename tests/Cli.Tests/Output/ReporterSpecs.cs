using ActorDownloader.Cli.Terminals;

namespace ActorDownloader.Cli.Output;

public class ReporterSpecs
{
    private static readonly CancelledMessage Message = new("b", "k", "/f", "SIGINT", true);
    private static readonly string Text = Message.ToLines()[0] + "\n";
    private const string Json = """{"event":"cancelled","bucket":"b","key":"k","path":"/f","signal":"SIGINT","cleanedUp":true}""" + "\n";

    [Theory]
    [InlineData(false, false, true, false)]
    [InlineData(false, true, false, false)]
    [InlineData(true, false, false, true)]
    [InlineData(true, true, false, true)]
    public void A_result_goes_to_the_output_in_one_form(bool json, bool quiet, bool saysText, bool saysJson)
    {
        var terminal = new RecordingTerminal();
        new Reporter(terminal, json, quiet).Result(Message);

        Assert.Equal((saysText ? Text : "") + (saysJson ? Json : ""), terminal.Output);
        Assert.Equal("", terminal.Error);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public void Trouble_is_always_told_on_the_error_and_to_a_program_on_the_output(bool json, bool quiet)
    {
        var terminal = new RecordingTerminal();
        new Reporter(terminal, json, quiet).Trouble(Message);

        Assert.Equal(json ? Json : "", terminal.Output);
        Assert.Equal("actordl: " + Text, terminal.Error);
    }

    [Theory]
    [InlineData(false, "actordl: look\n")]
    [InlineData(true, "")]
    public void A_note_is_for_those_who_are_not_quiet(bool quiet, string error)
    {
        var terminal = new RecordingTerminal();
        new Reporter(terminal, json: true, quiet).Note("look");

        Assert.Equal(error, terminal.Error);
        Assert.Equal("", terminal.Output);
    }
}
