#nullable enable

namespace Akka.Configuration.Hocon;

/// <summary><c>${path}</c> as part of a value, and the value it stands for once the whole text is read.</summary>
internal sealed class HoconSubstitution(string path, int position)
{
    public string Path => path;

    public int Position => position;

    public HoconValue? Target { get; set; }
}
