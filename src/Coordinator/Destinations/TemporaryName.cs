using System.Globalization;
using System.Text;
using ActorDownloader.Messages;

namespace ActorDownloader.Destinations;

/// <summary>The name of the file that grows beside a destination, <c>NAME.TAG.actordl</c>, and of its journal.</summary>
internal static class TemporaryName
{
    /// <summary>What tells our temporary files from others'.</summary>
    public const string Suffix = ".actordl";

    /// <summary>What a journal's name has behind that of its file.</summary>
    public const string JournalSuffix = "-journal";

    /// <summary>
    /// How many files of one request there can be at once whose names can be found again: one for a living transfer and one for what a dead
    /// one left, and as many spare. Each is a look at the file system for every transfer.
    /// </summary>
    public const int Generations = 4;

    /// <summary>NAME_MAX of Linux, macOS and Windows' file systems. Linux counts bytes, so bytes are counted.</summary>
    private const int MaxNameBytes = 255;

    /// <summary>A tag that the same request leads to again.</summary>
    public static string TagOf(string requestTag, int generation) =>
        string.Create(CultureInfo.InvariantCulture, $"{requestTag}-{generation}");

    /// <summary>A tag that nothing leads to again: the random end of the transfer's id, and which of its files it is.</summary>
    public static string TagOf(TransferId transfer, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{transfer.ToString().AsSpan()[^12..]}{number:x2}");

    /// <summary>
    /// Cuts the name at a character's border so that the whole fits, the journal's suffix too, whatever the name's length and script.
    /// </summary>
    public static string For(string fileName, string tag)
    {
        var room = MaxNameBytes - 1 - tag.Length - Suffix.Length - JournalSuffix.Length;
        return $"{fileName.AsSpan(0, LengthIn(room, fileName))}.{tag}{Suffix}";
    }

    /// <summary>How many characters of the name fit into so many bytes of UTF-8.</summary>
    private static int LengthIn(int room, string fileName)
    {
        if (fileName.Length <= room && Ascii.IsValid(fileName))
        {
            return fileName.Length;
        }

        var length = 0;
        foreach (var rune in fileName.EnumerateRunes())
        {
            if (rune.Utf8SequenceLength > room)
            {
                break;
            }

            room -= rune.Utf8SequenceLength;
            length += rune.Utf16SequenceLength;
        }

        return length;
    }
}
