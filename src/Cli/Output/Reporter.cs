using ActorDownloader.Cli.Terminals;

namespace ActorDownloader.Cli.Output;

/// <summary>Says messages in the form that was asked for: results on the standard output, diagnostics on the standard error.</summary>
internal sealed class Reporter(ITerminal terminal, bool json, bool quiet)
{
    /// <summary>What the user came for.</summary>
    public void Result(CliMessage message)
    {
        if (json)
        {
            terminal.WriteJson(message.ToJson());
        }
        else if (!quiet)
        {
            foreach (var line in message.ToLines())
            {
                terminal.Write(line);
            }
        }
    }

    /// <summary>What went wrong: for the program that reads the standard output, and for the person who reads its log.</summary>
    public void Trouble(CliMessage message)
    {
        if (json)
        {
            terminal.WriteJson(message.ToJson());
        }

        foreach (var line in message.ToLines())
        {
            terminal.WriteError($"actordl: {line}");
        }
    }

    /// <summary>What may be of use meanwhile.</summary>
    public void Note(string line)
    {
        if (!quiet)
        {
            terminal.WriteError($"actordl: {line}");
        }
    }
}
