namespace Akka.TestKit;

/// <summary>How the test kit fails a test: by exceptions of the test framework. Formats are those of <see cref="string"/>.</summary>
public interface ITestKitAssertions
{
    void Fail(string format = "", params object[] args);

    void AssertTrue(bool condition, string format = "", params object[] args);

    void AssertFalse(bool condition, string format = "", params object[] args);

    /// <summary>Collections are equal when their elements are.</summary>
    void AssertEqual<T>(T expected, T actual, string format = "", params object[] args);

    void AssertEqual<T>(T expected, T actual, Func<T, T, bool> comparer, string format = "", params object[] args);
}
