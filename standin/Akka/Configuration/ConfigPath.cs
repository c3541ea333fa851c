namespace Akka.Configuration;

/// <summary>The keys of a dotted path, in order. A key that begins with a double quote ends at the next one.</summary>
internal struct ConfigPath(string path)
{
    private int _next;

    public string Current { get; private set; } = "";

    public readonly ConfigPath GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_next >= path.Length) return false;
        bool quoted = path[_next] == '"';
        int start = quoted ? _next + 1 : _next;
        int end = path.IndexOf(quoted ? '"' : '.', start);
        if (end < 0) end = path.Length;
        Current = path[start..end];
        _next = quoted ? end + 2 : end + 1;
        return true;
    }
}
