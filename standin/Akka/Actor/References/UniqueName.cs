namespace Akka.Actor;

/// <summary>The names of unnamed actors: a prefix and a number in base 64.</summary>
internal static class UniqueName
{
    private const string Digits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+~";

    public static string Of(long number, string prefix)
    {
        Span<char> digits = stackalloc char[11];
        var count = 0;
        do
        {
            digits[count++] = Digits[(int)(number & 63)];
            number >>= 6;
        }
        while (number > 0);
        return string.Concat(prefix, digits[..count]);
    }
}
