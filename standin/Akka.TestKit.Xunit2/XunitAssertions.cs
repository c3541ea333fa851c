using System.Globalization;
using Xunit;
using Xunit.Sdk;

namespace Akka.TestKit.Xunit2;

/// <summary>Fails a test as xunit does.</summary>
public class XunitAssertions : ITestKitAssertions
{
    public void Fail(string format = "", params object[] args) => Assert.Fail(Text(format, args));

    public void AssertTrue(bool condition, string format = "", params object[] args)
    {
        if (!condition) Assert.True(condition, Text(format, args));
    }

    public void AssertFalse(bool condition, string format = "", params object[] args)
    {
        if (condition) Assert.False(condition, Text(format, args));
    }

    public void AssertEqual<T>(T expected, T actual, string format = "", params object[] args)
    {
        try
        {
            Assert.Equal(expected, actual);
        }
        catch (EqualException failure) when (format.Length > 0)
        {
            throw new XunitException($"{Text(format, args)} {failure.Message}", failure);
        }
    }

    public void AssertEqual<T>(T expected, T actual, Func<T, T, bool> comparer, string format = "", params object[] args)
    {
        ArgumentNullException.ThrowIfNull(comparer);
        Assert.Equal(expected, actual, comparer);
    }

    // A condition that holds costs no text: these are called for every message a test takes.
    private static string Text(string format, object[] args) => string.Format(CultureInfo.InvariantCulture, format, args);
}
