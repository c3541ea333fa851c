using Akka.Actor;

namespace Akka.Serialization;

/// <summary>An exception of another system whose class is not made here, because names that come over the wire make no objects.</summary>
internal sealed class RemoteFailureException : AkkaException
{
    private RemoteFailureException(string type, string message, Exception cause)
        : base($"{type}: {message}", cause)
    {
    }

    public static Exception Recreate(string type, string message, Exception inner) => type switch
    {
        "System.ArgumentException" => new ArgumentException(message, inner),
        "System.InvalidOperationException" => new InvalidOperationException(message, inner),
        "System.NotSupportedException" => new NotSupportedException(message, inner),
        "System.TimeoutException" => new TimeoutException(message, inner),
        "System.OperationCanceledException" => new OperationCanceledException(message, inner),
        "System.Threading.Tasks.TaskCanceledException" => new TaskCanceledException(message, inner),
        "System.UnauthorizedAccessException" => new UnauthorizedAccessException(message, inner),
        "System.FormatException" => new FormatException(message, inner),
        "System.IO.IOException" => new IOException(message, inner),
        _ => new RemoteFailureException(type, message, inner),
    };
}
