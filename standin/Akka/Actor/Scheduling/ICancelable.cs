namespace Akka.Actor;

/// <summary>Ends something that was scheduled. Thread-safe.</summary>
public interface ICancelable
{
    bool IsCancellationRequested { get; }

    CancellationToken Token { get; }

    void Cancel();

    /// <param name="throwOnFirstException">Whether the first exception of a callback is thrown at once, or all at the end.</param>
    void Cancel(bool throwOnFirstException);

    void CancelAfter(TimeSpan delay);

    void CancelAfter(int millisecondsDelay);
}
